/** Compares compiled trees with ONNX Runtime. */
@NullMarked
package io.sluicegate.bench.forests;

import org.jspecify.annotations.NullMarked;
