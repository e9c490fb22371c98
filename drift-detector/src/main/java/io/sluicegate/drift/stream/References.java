package io.sluicegate.drift.stream;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.OpenedReference;
import io.sluicegate.bundle.OpenedReference.Read;
import io.sluicegate.bundle.OpenedReference.Refused;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.List;
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
 * The reference profiles of the versions seen so far. Each is read from its bundle on a thread of its own, so that a hanging file share
 * doesn't delay other versions. A stream thread waits for a profile that is being read, so that a restart loses no row. It waits until
 * {@code PATIENCE} after the reading began, however many rows need the profile, and no longer than that within ten seconds for all
 * readings together, because a transaction lasts ten seconds. Failed and hanging readings are repeated in the background.
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

    /** @param confines the store from which bundles are read */
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

    /** The state of a reference. */
    public sealed interface Known {
        /** The reference is being read. */
        record Pending() implements Known {}

        /** The reference can't be read, for this reason. */
        record Unreadable(String why) implements Known {}

        /** The reference has been read. */
        record Found(Reference reference) implements Known {}
    }

    /** The reference; waits for one that is being read. */
    public Optional<Reference> await(DeployedVersion version) {
        var reading = reading(version);
        if (reading.now() instanceof Known.Pending) {
            waiting.get().spend(PATIENCE.toNanos() - reading.age(), reading::await);
        }
        return reading.now() instanceof Known.Found found ? Optional.of(found.reference()) : Optional.empty();
    }

    /** The state of the reference; starts reading it if necessary. */
    public Known known(DeployedVersion version) {
        return reading(version).now();
    }

    /** Why a recently needed reference is missing; empty if none is. */
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

    /** Turns every fault into a reason, because rows would wait for a reading that failed silently. */
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
            var reference =
                    Reference.of(version.getVersion(), version.getBundleDigest(), read.profile(), read.features());
            tell(version, reference.unprofiled());
            return new Known.Found(reference);
        }
        return unreadable(version, ((Refused) opened).message(), Optional.empty());
    }

    private static void tell(DeployedVersion version, List<String> unprofiled) {
        if (!unprofiled.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("version", version.getVersion())
                    .addKeyValue("features", unprofiled)
                    .log("the reference profile lacks features that the version takes; not reporting their drift");
        }
    }

    private static Known unreadable(DeployedVersion version, String why, Optional<Throwable> cause) {
        var log = LOG.atError()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("location", version.getLocation())
                .addKeyValue("cause", why);
        cause.map(log::setCause)
                .orElse(log)
                .log("can't read the reference profile; not counting rows against it until a retry succeeds");
        return new Known.Unreadable(
                "the reference profile of version " + version.getVersion() + " can't be read: " + why);
    }
}
