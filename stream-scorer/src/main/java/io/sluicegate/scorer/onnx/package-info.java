/** Runs a bundle's model with ONNX Runtime: reads model files, feeds rows of floats, gives outputs and scores. */
@NullMarked
package io.sluicegate.scorer.onnx;

import org.jspecify.annotations.NullMarked;
