/** Runs a bundle's model with ONNX Runtime: reads model files, feeds rows of floats, returns outputs and scores. */
@NullMarked
package io.sluicegate.scorer.onnx;

import org.jspecify.annotations.NullMarked;
