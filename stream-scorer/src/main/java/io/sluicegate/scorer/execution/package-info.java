/** The execution providers of ONNX Runtime: which one runs a model, and what each was found to run. */
@NullMarked
package io.sluicegate.scorer.execution;

import org.jspecify.annotations.NullMarked;
