package io.sluicegate.platform.service;

import io.sluicegate.catalogue.TopicSpec;
import io.sluicegate.platform.kafka.IncompatibleSchema;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
 * Decides whether a stream thread that failed is replaced, or whether its process stops: what passes by itself is waited for, what a
 * person has to change stops at once, and what nobody knows stops when it keeps happening.
 */
final class ThreadFaults {
    /** The broker may have ended a transaction while it couldn't be reached; topics that only seem to be missing come back. */
    private static final List<Class<?>> PASSING =
            List.of(RetriableException.class, InvalidTxnStateException.class, MissingSourceTopicException.class);

    private static final int UNKNOWN_AT_MOST = 3;
    private static final long WITHIN_NANOS = Duration.ofMinutes(5).toNanos();

    private final Supplier<List<String>> missing;
    private final Deque<Long> unknown = new ArrayDeque<>();

    /**
     * @param missing the topics of the stage that the cluster lacks, as far as it answers
     */
    ThreadFaults(Supplier<List<String>> missing) {
        this.missing = missing;
    }

    /** The reason to stop; empty if the thread should be replaced. */
    synchronized Optional<ExitReason> stop(String stage, Throwable fault) {
        var known = causes(fault)
                .flatMap(cause -> known(stage, cause).stream())
                .findFirst()
                .or(() -> StateFolder.failure(fault).map(why -> unwritable(stage, why)));
        if (known.isPresent() || passes(fault)) {
            return known;
        }
        return fault instanceof Error || tooOften() ? Optional.of(unexpected(stage, fault)) : Optional.empty();
    }

    /** The innermost cause: the fault itself, without its wrappings. */
    static Throwable root(Throwable fault) {
        return causes(fault).reduce(fault, (outer, inner) -> inner);
    }

    private Optional<ExitReason> known(String stage, Throwable cause) {
        if (cause instanceof MissingSourceTopicException) {
            return missing(stage);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return kafka(stage + " is refused by Kafka (" + cause.getMessage()
                    + "); check the credentials under kafka.properties and the rights of their user");
        }
        if (cause instanceof IncompatibleSchema) {
            return Optional.of(new ExitReason(ExitCode.BAD_CONFIGURATION, stage + ": " + cause.getMessage()));
        }
        if (cause instanceof RecordTooLargeException) {
            return kafka(stage + " can't write a record (" + cause.getMessage() + "); give the topics the "
                    + TopicSpec.LARGEST + " that 'sluicegate topics plan' says");
        }
        if (cause instanceof FencedInstanceIdException) {
            return kafka("another process runs " + stage
                    + " under the same name; give each process a service.instance of its own");
        }
        return Optional.empty();
    }

    /** A consumer that has just lost all brokers knows no topic, and says of each that it is missing: so we look. */
    private Optional<ExitReason> missing(String stage) {
        var topics = missing.get();
        return topics.isEmpty()
                ? Optional.empty()
                : kafka(stage + " misses " + String.join(", ", topics)
                        + "; create what is missing with 'sluicegate topics apply'");
    }

    private static Optional<ExitReason> kafka(String line) {
        return Optional.of(new ExitReason(ExitCode.KAFKA, line));
    }

    /** Instead of a new thread, which would have to read its state again and fail again, while others could do its work. */
    private static ExitReason unwritable(String stage, String why) {
        return new ExitReason(
                ExitCode.UNWRITABLE, stage + " can't write its state (" + why + "); " + StateFolder.REMEDY);
    }

    private static boolean passes(Throwable fault) {
        return causes(fault).anyMatch(cause -> PASSING.stream().anyMatch(kind -> kind.isInstance(cause)));
    }

    private boolean tooOften() {
        long now = System.nanoTime();
        unknown.addLast(now);
        unknown.removeIf(then -> now - then > WITHIN_NANOS);
        return unknown.size() > UNKNOWN_AT_MOST;
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
