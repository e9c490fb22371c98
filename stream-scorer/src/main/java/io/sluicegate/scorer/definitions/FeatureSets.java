package io.sluicegate.scorer.definitions;

import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.kafka.PublishedFeatures;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the fingerprints in features records stand for: the pipeline's own feature set, and all that have been published. An enricher
 * publishes its set before it writes features by it, so a fingerprint that isn't known yet is mostly one whose topic lags: it is
 * waited for, once.
 */
public final class FeatureSets {
    /** A batch of rows can meet few new fingerprints; beyond so many nobody waits for one. */
    private static final int MOST_WAITED_FOR = 100;

    private final Duration patience;
    private final Map<String, Map<String, Definition>> known = new ConcurrentHashMap<>();
    private final Set<String> waitedFor = new HashSet<>();

    /** @param patience how long a fingerprint is waited for; well below the time that a transaction may take */
    public FeatureSets(FeatureSet own, Duration patience) {
        this.patience = patience;
        known.put(own.fingerprint(), own.definitions());
    }

    /** Takes in a set that was published; false for one whose definitions have another fingerprint than it says. */
    public synchronized boolean accept(PublishedFeatureSet set) {
        if (!PublishedFeatures.isGenuine(set)) {
            return false;
        }
        known.putIfAbsent(set.getFingerprint(), PublishedFeatures.definitions(set));
        notifyAll();
        return true;
    }

    /** The definitions behind a fingerprint; empty if it is still unknown after the wait, and at once from then on. */
    Optional<Map<String, Definition>> find(String fingerprint) {
        var found = known.get(fingerprint);
        return found == null && !fingerprint.isEmpty() ? awaited(fingerprint) : Optional.ofNullable(found);
    }

    private synchronized Optional<Map<String, Definition>> awaited(String fingerprint) {
        if (waitedFor.size() < MOST_WAITED_FOR && waitedFor.add(fingerprint)) {
            await(fingerprint);
        }
        return Optional.ofNullable(known.get(fingerprint));
    }

    private void await(String fingerprint) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!known.containsKey(fingerprint)) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
