package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The schema ids that the registry says it doesn't have. A replica that lags has a new schema a moment later, so an id is waited for,
 * from the first time on that somebody asked for it; after that it is unknown, and asked for again now and then. Many ids at once come
 * from a producer that uses another registry, or from bytes that are no record: once an id was waited for in vain, no other one of its
 * kind is waited for until nine times the patience has passed.
 *
 * <p>There are two kinds, because registries give ids in order: an id a little above the highest known one is fresh, and may be on its
 * way. That a foreign id was waited for in vain says nothing about a fresh one.
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
     * Knows of none yet.
     *
     * @param patience for how long an id is waited for
     * @param nanos a clock such as {@link System#nanoTime}
     */
    UnknownSchemas(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /** Whether the id is unknown and was asked for just now. */
    synchronized boolean isUnknown(int id) {
        var asked = unknown.get(id);
        return asked != null && nanos.getAsLong() - asked < AGAIN.toNanos();
    }

    /** Whether to wait for the id, which the registry has just said it doesn't have. */
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

    /** Drops ids that nobody has asked for since they were due; but not the given id, whose wait is over however late it is asked for. */
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

    /** The registry has it. */
    synchronized void found(int id) {
        awaited.remove(id);
        unknown.remove(id);
        highest = Math.max(highest, id);
    }

    /** Which ids are waited for; empty if none is. Nobody asks any more for one that was due long ago. */
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
