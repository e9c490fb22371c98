/** Tests of the scoring benchmark's arithmetic and of its report. */
@NullMarked
package io.sluicegate.bench.scoring;

import org.jspecify.annotations.NullMarked;
