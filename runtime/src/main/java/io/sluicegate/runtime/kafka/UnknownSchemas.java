package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The schema ids that the registry doesn't have. A lagging replica of the registry gets a new schema a moment later, so a missing
 * id is awaited for the patience, counted from its first request; then the id is unknown, and requested again now and then. Many
 * missing ids at once come from a producer that uses another registry, or from bytes that aren't records: after one wait in vain,
 * no other id of its kind is awaited until nine times the patience has passed.
 *
 * <p>There are two kinds of ids, because registries count upwards: an id slightly above the highest known one is fresh and may be
 * on its way; all others are foreign. A wait in vain for a foreign id doesn't affect fresh ones.
 */
final class UnknownSchemas {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final int REST = 9;
    private static final int AT_MOST = 10_000;
    private static final int FRESH = 100;

    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<Integer, Long> awaited = new TreeMap<>();
    private final Map<Integer, Long> unknown = new LinkedHashMap<>();
    private final Map<Boolean, Long> inVain = new HashMap<>();
    private int highest;

    /**
     * Starts without any id.
     *
     * @param patience how long an id is awaited
     * @param nanos a clock such as {@link System#nanoTime}
     */
    UnknownSchemas(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /** Whether the id is unknown and was requested a short time ago. */
    synchronized boolean isUnknown(int id) {
        var asked = unknown.get(id);
        return asked != null && nanos.getAsLong() - asked < AGAIN.toNanos();
    }

    /** Whether to wait for an id that the registry has just reported missing. */
    synchronized boolean isAwaited(int id) {
        long now = nanos.getAsLong();
        if (unknown.containsKey(id) || (!awaited.containsKey(id) && isResting(id, now))) {
            return isAwaited(id, now, false);
        }
        long first = awaited.computeIfAbsent(id, missing -> now);
        forgetOthers(id, now);
        boolean waits = now - first < patience.toNanos();
        if (!waits) {
            inVain.put(isFresh(id), now);
        }
        return isAwaited(id, now, waits);
    }

    /**
     * Drops ids that nobody has requested since they were due, except the given id, whose wait is over however late the request
     * comes.
     */
    private void forgetOthers(int id, long now) {
        awaited.entrySet()
                .removeIf(entry -> entry.getKey() != id
                        && now - entry.getValue() > patience.multipliedBy(REST).toNanos());
    }

    private boolean isAwaited(int id, long now, boolean waits) {
        if (!waits) {
            awaited.remove(id);
            unknown.put(id, now);
            unknown.keySet().stream()
                    .findFirst()
                    .filter(any -> unknown.size() > AT_MOST)
                    .ifPresent(unknown::remove);
        }
        return waits;
    }

    /** Notes that the registry has the id. */
    synchronized void found(int id) {
        awaited.remove(id);
        unknown.remove(id);
        highest = Math.max(highest, id);
    }

    /**
     * Names an id that is awaited; empty if none is. Ids that were due long ago don't count, because nobody requests them any more.
     */
    synchronized Optional<String> trouble() {
        long now = nanos.getAsLong();
        var waiting = awaited.entrySet().stream()
                .filter(entry ->
                        now - entry.getValue() <= patience.multipliedBy(2).toNanos())
                .map(Map.Entry::getKey)
                .toList();
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting(waiting));
    }

    String waiting(Object id) {
        return "the schema registry has no schema with id " + id + "; records wait for it for " + patience.toSeconds()
                + " s (kafka.schema-patience), then they are dead letters";
    }

    private boolean isResting(int id, long now) {
        return Optional.ofNullable(inVain.get(isFresh(id)))
                .filter(then -> now - then < patience.multipliedBy(REST).toNanos())
                .isPresent();
    }

    private boolean isFresh(int id) {
        return highest > 0 && id > highest && id - highest <= FRESH;
    }
}
