package io.sluicegate.drift.stream;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.OpenedReference;
import io.sluicegate.bundle.OpenedReference.Read;
import io.sluicegate.bundle.OpenedReference.Refused;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference profiles of the versions met so far, each read from its bundle on a thread of its own, so that a share that hangs
 * holds up no other. A stream thread waits for one that is being read, so that a restart loses no row. It waits until {@code PATIENCE}
 * after the reading began, however many rows ask, and no longer than that in ten seconds for all readings together: a transaction
 * lasts ten. What can't be read is tried again in the background, and so is what has been read for too long.
 */
public final class References implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(References.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Function<DeployedVersion, OpenedReference> opener;
    private final LongSupplier clock;
    private final ThreadLocal<WaitingTime> waiting;
    private final ExecutorService readers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "drift-references");
        thread.setDaemon(true);
        return thread;
    });

    /** @param confines where bundles are read from */
    public References(StoreConfines confines) {
        this(
                version -> BundleStore.openReference(version.getLocation(), version.getBundleDigest(), confines),
                System::nanoTime);
    }

    /** @param clock nanoseconds */
    References(Function<DeployedVersion, OpenedReference> opener, LongSupplier clock) {
        this.opener = opener;
        this.clock = clock;
        this.waiting = ThreadLocal.withInitial(() -> new WaitingTime(PATIENCE, clock));
    }

    /** What is known of a reference now. */
    public sealed interface Known {
        /** It is being read. */
        record Pending() implements Known {}

        /** It can't be read, and why. */
        record Unreadable(String why) implements Known {}

        /** It is there. */
        record Found(Reference reference) implements Known {}
    }

    /** The reference, waited for if it is being read. */
    public Optional<Reference> await(DeployedVersion version) {
        var reading = reading(version);
        if (reading.now() instanceof Known.Pending) {
            waiting.get().spend(PATIENCE.toNanos() - reading.age(), reading::await);
        }
        return reading.now() instanceof Known.Found found ? Optional.of(found.reference()) : Optional.empty();
    }

    /** What is known of the reference; begins to read it if need be. */
    public Known known(DeployedVersion version) {
        return reading(version).now();
    }

    /** Why a reference that was asked for lately isn't there; empty if all are. */
    public Optional<String> trouble() {
        return readings.values().stream()
                .filter(Reading::isWanted)
                .flatMap(reading -> trouble(reading).stream())
                .findFirst();
    }

    private static Optional<String> trouble(Reading reading) {
        if (reading.now() instanceof Known.Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
        return reading.now() instanceof Known.Pending && reading.age() >= PATIENCE.toNanos()
                ? Optional.of(reading.unfinished())
                : Optional.empty();
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    private Reading reading(DeployedVersion version) {
        var reading = readings.get(version.getBundleDigest());
        if (reading == null || reading.isStale()) {
            reading = readings.compute(
                    version.getBundleDigest(),
                    (digest, there) -> there == null || there.isStale() ? begin(version, there) : there);
        }
        reading.wanted();
        return reading;
    }

    private Reading begin(DeployedVersion version, @Nullable Reading before) {
        var reading = new Reading(version, clock, before == null ? 1 : before.attempt() + 1);
        readers.execute(() -> reading.complete(read(version)));
        return reading;
    }

    /** Whatever goes wrong becomes a reason: rows would wait for a reading that failed without a word. */
    private Known read(DeployedVersion version) {
        try {
            return known(version, opener.apply(version));
        } catch (Throwable e) {
            return unreadable(version, e.toString(), Optional.of(e));
        }
    }

    private static Known known(DeployedVersion version, OpenedReference opened) {
        if (opened instanceof Read read) {
            LOG.atInfo()
                    .addKeyValue("version", version.getVersion())
                    .addKeyValue("digest", version.getBundleDigest())
                    .log("reference profile read");
            return new Known.Found(
                    Reference.of(version.getVersion(), version.getBundleDigest(), read.profile(), read.features()));
        }
        return unreadable(version, ((Refused) opened).message(), Optional.empty());
    }

    private static Known unreadable(DeployedVersion version, String why, Optional<Throwable> cause) {
        var log = LOG.atError()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("location", version.getLocation())
                .addKeyValue("cause", why);
        cause.map(log::setCause)
                .orElse(log)
                .log("reference profile can't be read, rows are not counted against it until it can");
        return new Known.Unreadable(
                "the reference profile of version " + version.getVersion() + " can't be read: " + why);
    }
}
