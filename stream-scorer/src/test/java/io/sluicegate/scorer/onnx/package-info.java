/** Tests of the package's parts. */
@NullMarked
package io.sluicegate.scorer.onnx;

import org.jspecify.annotations.NullMarked;
