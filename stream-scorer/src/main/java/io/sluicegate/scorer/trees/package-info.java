/** Tree ensembles as flat arrays, walked in the JVM with the same results as ONNX Runtime's, to the bit. */
@NullMarked
package io.sluicegate.scorer.trees;

import org.jspecify.annotations.NullMarked;
