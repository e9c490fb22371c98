/** Routing, the order of revisions, computing ahead and the time of shadows: pure, without Kafka. */
@NullMarked
package io.sluicegate.scorer.domain;

import org.jspecify.annotations.NullMarked;
