/** Tests of the comparison of processors. */
@NullMarked
package io.sluicegate.bench.gpu;

import org.jspecify.annotations.NullMarked;
