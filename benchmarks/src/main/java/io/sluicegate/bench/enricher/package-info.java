/** {@code sluicegate bench enricher}: what an event costs the feature engine, and the enricher beside aggregations of Kafka Streams' DSL. */
@NullMarked
package io.sluicegate.bench.enricher;

import org.jspecify.annotations.NullMarked;
