package io.sluicegate.launcher.doctor;

import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why a check has no result, as a finding. */
final class Excuse {
    private static final String NOT_CHECKED = "not checked";

    private Excuse() {}

    static Finding late(Duration patience) {
        return Finding.unknown(
                NOT_CHECKED,
                "the check had no result within " + patience.toSeconds() + " s",
                "see the other findings, and run the doctor again");
    }

    static Finding of(Throwable fault) {
        var causes =
                Stream.iterate(fault, Objects::nonNull, Throwable::getCause).toList();
        if (has(causes, AuthorizationException.class)) {
            return Finding.unknown(
                    NOT_CHECKED, "Kafka refuses to answer this user: " + root(causes), "grant the user what it lacks");
        }
        if (has(causes, RegistryUnavailable.class)) {
            return Finding.unknown(NOT_CHECKED, "the schema registry doesn't answer", "see the check of the registry");
        }
        if (has(causes, KafkaUnreachable.class)
                || has(causes, TimeoutException.class)
                || has(causes, java.util.concurrent.TimeoutException.class)) {
            return Finding.unknown(NOT_CHECKED, "Kafka doesn't answer", "see the check of the brokers");
        }
        return Finding.unknown(NOT_CHECKED, root(causes), "see the other findings, and run the doctor again");
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private static String root(List<Throwable> causes) {
        var root = causes.get(causes.size() - 1);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
