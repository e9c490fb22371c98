/** Who decides for a record, whether a revision may be used, and what is computed ahead: pure, without Kafka. */
@NullMarked
package io.sluicegate.scorer.domain;

import org.jspecify.annotations.NullMarked;
