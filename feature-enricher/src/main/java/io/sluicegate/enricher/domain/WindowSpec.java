package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.SchemaNormalization;

/**
 * The specification of a window; aggregates with equal specifications share one ring.
 *
 * <p>A window is cut into at most 60 buckets, aligned to the epoch. It ends with the bucket that the event lies in, and so looks
 * back over the window's length less at most one bucket (a 1 h window: 59 to 60 minutes). Later events of the event's own bucket
 * that have already been seen count, too.
 *
 * @param time the field with the event time
 * @param of the field whose values are tallied; without one, events are counted
 * @param where the condition on events
 */
record WindowSpec(String time, Optional<String> of, Duration window, Optional<String> where) {
    private static final int FINENESS = 60;

    static WindowSpec of(String time, Windowed aggregate) {
        return new WindowSpec(time, aggregate.of(), aggregate.window(), aggregate.where());
    }

    /** Length of a bucket in milliseconds. */
    long width() {
        return Math.max(1, ceilDiv(window.toMillis(), FINENESS));
    }

    /** Buckets in the window. */
    long buckets() {
        return ceilDiv(window.toMillis(), width());
    }

    /** The most buckets of a ring: they cover the window of an event with the greatest lateness. */
    long most(Duration lateness) {
        return buckets() + ceilDiv(lateness.toMillis(), width()) + 1;
    }

    /** Names the ring in encoded states: an equal specification has an equal id, whatever feature set it is part of. */
    long id() {
        var canonical = String.join("\n", time, of.toString(), window.toString(), where.toString());
        return SchemaNormalization.fingerprint64(canonical.getBytes(StandardCharsets.UTF_8));
    }

    private static long ceilDiv(long amount, long part) {
        return -Math.floorDiv(-amount, part);
    }
}
