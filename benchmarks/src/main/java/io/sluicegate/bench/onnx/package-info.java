/** Parts of ONNX models that several benchmarks measure. */
@NullMarked
package io.sluicegate.bench.onnx;

import org.jspecify.annotations.NullMarked;
