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
 * The known feature sets by fingerprint: the pipeline's own set, and all published sets. An enricher publishes its set before it
 * writes features with it, so an unknown fingerprint mostly means that the topic's consumer lags, and a reader waits for it once.
 */
public final class FeatureSets {
    /** The most fingerprints that are waited for: rows bring few new fingerprints, unless they are wrong. */
    private static final int MOST_WAITED_FOR = 100;

    private final Duration patience;
    private final Map<String, Map<String, Definition>> known = new ConcurrentHashMap<>();
    private final Set<String> waitedFor = new HashSet<>();

    /** @param patience how long to wait for a fingerprint; well below the transaction time-out */
    public FeatureSets(FeatureSet own, Duration patience) {
        this.patience = patience;
        known.put(own.fingerprint(), own.definitions());
    }

    /** Adds a published set; false if its fingerprint isn't that of its definitions. */
    public synchronized boolean accept(PublishedFeatureSet set) {
        if (!PublishedFeatures.isGenuine(set)) {
            return false;
        }
        known.putIfAbsent(set.getFingerprint(), PublishedFeatures.definitions(set));
        notifyAll();
        return true;
    }

    /** The definitions behind a fingerprint. Empty if the fingerprint is unknown after the wait; later calls don't wait again. */
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
