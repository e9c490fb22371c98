package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.runtime.kafka.IncompatibleSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/**
 * The policy for failed stream threads. Transient faults replace the thread; faults that a person must fix stop the process;
 * unknown faults stop the process once they repeat.
 */
final class ThreadFaults {
    /**
     * Transient faults: a broker that couldn't be reached may have ended a transaction, and topics that only seem to be missing
     * come back.
     */
    private static final List<Class<?>> PASSING =
            List.of(RetriableException.class, InvalidTxnStateException.class, MissingSourceTopicException.class);

    private static final int UNKNOWN_AT_MOST = 3;
    private static final long WITHIN_NANOS = Duration.ofMinutes(5).toNanos();

    /** Failures of several threads within this time may be one incident. */
    private static final long MOMENT_NANOS = Duration.ofSeconds(10).toNanos();

    private final int threads;
    private final Supplier<List<String>> missing;
    private final LongSupplier nanos;
    private final List<Incident> unknown = new ArrayList<>();

    /** An unknown fault that some threads met at the same moment. */
    private record Incident(String fault, long began, Set<String> threads) {}

    /**
     * @param threads how many stream threads the stage has in this process
     * @param missing the topics of the stage that the cluster lacks; empty if it doesn't answer
     * @param nanos a clock such as {@link System#nanoTime}
     */
    ThreadFaults(int threads, Supplier<List<String>> missing, LongSupplier nanos) {
        this.threads = threads;
        this.missing = missing;
        this.nanos = nanos;
    }

    /** The reason to stop the process; empty if the thread should be replaced. */
    synchronized Optional<ExitReason> stop(String stage, String thread, Throwable fault) {
        var known = causes(fault)
                .flatMap(cause -> known(stage, cause).stream())
                .findFirst()
                .or(() -> StateFolder.failure(fault).map(why -> unwritable(stage, why)));
        if (known.isPresent() || passes(fault)) {
            return known;
        }
        return fault instanceof Error || tooOften(thread, fault)
                ? Optional.of(unexpected(stage, fault))
                : Optional.empty();
    }

    /** The innermost cause of a fault. */
    static Throwable root(Throwable fault) {
        return causes(fault).reduce(fault, (outer, inner) -> inner);
    }

    private Optional<ExitReason> known(String stage, Throwable cause) {
        if (cause instanceof MissingSourceTopicException) {
            return missing(stage);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return kafka("Kafka refuses " + stage + " (" + cause.getMessage()
                    + "); check the credentials under kafka.properties and the rights of their user");
        }
        if (cause instanceof IncompatibleSchema) {
            return Optional.of(new ExitReason(ExitCode.BAD_CONFIGURATION, stage + ": " + cause.getMessage()));
        }
        if (cause instanceof UnreadableState) {
            return Optional.of(new ExitReason(ExitCode.UNREADABLE, stage + ": " + cause.getMessage()));
        }
        if (cause instanceof RecordTooLargeException) {
            return kafka(stage + " can't write a record (" + cause.getMessage() + "); give the topics the "
                    + TopicSpec.LARGEST
                    + " that 'sluicegate topics plan' says, and a changelog or repartition topic of the stage's,"
                    + " which the plan doesn't list, at least " + RecordLimits.TOPIC);
        }
        if (cause instanceof FencedInstanceIdException) {
            return kafka("another process runs " + stage
                    + " under the same name; give each process a service.instance of its own");
        }
        return Optional.empty();
    }

    /** Looks up the missing topics, because a consumer that has just lost all brokers reports every topic as missing. */
    private Optional<ExitReason> missing(String stage) {
        var topics = missing.get();
        return topics.isEmpty()
                ? Optional.empty()
                : kafka(stage + " lacks topics " + String.join(", ", topics)
                        + "; create what is missing with 'sluicegate topics apply'");
    }

    private static Optional<ExitReason> kafka(String line) {
        return Optional.of(new ExitReason(ExitCode.KAFKA, line));
    }

    /** Stops the process: a new thread would restore its state only to fail again, while other instances could take over. */
    private static ExitReason unwritable(String stage, String why) {
        return new ExitReason(
                ExitCode.UNWRITABLE, stage + " can't write its state (" + why + "); " + StateFolder.REMEDY);
    }

    private static boolean passes(Throwable fault) {
        return causes(fault).anyMatch(cause -> PASSING.stream().anyMatch(kind -> kind.isInstance(cause)));
    }

    /**
     * Whether an unknown fault repeats. Threads that fail alike at the same moment make one incident; a thread that fails again
     * makes another.
     */
    private boolean tooOften(String thread, Throwable fault) {
        long now = nanos.getAsLong();
        unknown.removeIf(incident -> now - incident.began() > WITHIN_NANOS);
        var kind = kind(root(fault));
        unknown.stream()
                .filter(incident -> incident.fault().equals(kind) && now - incident.began() < MOMENT_NANOS)
                .filter(incident -> incident.threads().size() < threads)
                .filter(incident -> !incident.threads().contains(thread))
                .findFirst()
                .orElseGet(() -> begun(kind, now))
                .threads()
                .add(thread);
        return unknown.size() > UNKNOWN_AT_MOST;
    }

    private Incident begun(String kind, long now) {
        var incident = new Incident(kind, now, new HashSet<>());
        unknown.add(incident);
        return incident;
    }

    /** The fault's class and where it was thrown; messages don't count, because they name partitions and records. */
    private static String kind(Throwable fault) {
        var trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static ExitReason unexpected(String stage, Throwable fault) {
        return new ExitReason(
                ExitCode.UNEXPECTED,
                stage + " failed (" + root(fault) + "); the log has the stack trace, please report it");
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }
}
