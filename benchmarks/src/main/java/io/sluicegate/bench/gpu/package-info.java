/** Compares the processors that can run a model: time of a call by rows and by size of the model. */
@NullMarked
package io.sluicegate.bench.gpu;

import org.jspecify.annotations.NullMarked;
