/** Trains a forest on rows of features and truth, exports it to ONNX, and publishes it as a bundle. */
@NullMarked
package io.sluicegate.fraud.training;

import org.jspecify.annotations.NullMarked;
