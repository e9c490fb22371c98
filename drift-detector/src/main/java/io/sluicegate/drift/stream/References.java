package io.sluicegate.drift.stream;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference profiles of the versions met so far, read from their bundles on a thread of its own. A stream thread waits
 * for one that is being read, so that a restart loses no row; it waits less than half of the transaction timeout, and never
 * for one that could not be read: that is tried again in the background.
 */
public final class References implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(References.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "drift-references");
        thread.setDaemon(true);
        return thread;
    });

    /** What is known of a reference now. */
    public sealed interface Known {
        /** It is being read. */
        record Pending() implements Known {}

        /** It can't be read, and why. */
        record Unreadable(String why) implements Known {}

        /** It is there. */
        record Found(Reference reference) implements Known {}
    }

    private record Reading(DeployedVersion version, CompletableFuture<Known> result, long begun) {
        Known now() {
            return result.getNow(new Known.Pending());
        }

        boolean stale() {
            return now() instanceof Known.Unreadable && age() > RETRY.toNanos();
        }

        long age() {
            return System.nanoTime() - begun;
        }
    }

    /** The reference, waited for if it is being read. */
    public Optional<Reference> await(DeployedVersion version) {
        var known = known(version);
        if (known instanceof Known.Pending) {
            known = waited(reading(version));
        }
        return known instanceof Known.Found found ? Optional.of(found.reference()) : Optional.empty();
    }

    /** What is known of the reference; begins to read it if need be. */
    public Known known(DeployedVersion version) {
        return reading(version).now();
    }

    /** Why a reference that was asked for lately can't be read; empty if all can. */
    public Optional<String> trouble() {
        return readings.values().stream()
                .filter(reading -> reading.age() < 2 * RETRY.toNanos())
                .map(Reading::now)
                .flatMap(known ->
                        known instanceof Known.Unreadable unreadable ? Stream.of(unreadable.why()) : Stream.empty())
                .findFirst();
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    private Reading reading(DeployedVersion version) {
        var reading = readings.get(version.getBundleDigest());
        return reading != null && !reading.stale()
                ? reading
                : readings.compute(
                        version.getBundleDigest(),
                        (digest, there) -> there == null || there.stale() ? begin(version) : there);
    }

    private Reading begin(DeployedVersion version) {
        return new Reading(version, CompletableFuture.supplyAsync(() -> read(version), reader), System.nanoTime());
    }

    private static Known read(DeployedVersion version) {
        return known(version, BundleStore.open(version.getLocation(), version.getBundleDigest()));
    }

    private static Known known(DeployedVersion version, Opened opened) {
        if (opened instanceof Whole whole) {
            LOG.atInfo()
                    .addKeyValue("version", version.getVersion())
                    .addKeyValue("digest", version.getBundleDigest())
                    .log("reference profile read");
            return new Known.Found(Reference.of(
                    version.getVersion(),
                    version.getBundleDigest(),
                    whole.bundle().reference()));
        }
        var why = ((Refused) opened).message();
        LOG.atError()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("location", version.getLocation())
                .addKeyValue("cause", why)
                .log("reference profile can't be read, rows are not counted against it until it can");
        return new Known.Unreadable(
                "the reference profile of version " + version.getVersion() + " can't be read: " + why);
    }

    private static Known waited(Reading reading) {
        try {
            return reading.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return reading.now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reading.now();
        }
    }
}
