package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.runtime.cluster.KeptTooShort;
import io.sluicegate.runtime.cluster.TopicsContradict;
import io.sluicegate.runtime.cluster.TopicsMissing;
import io.sluicegate.runtime.http.CannotBind;
import io.sluicegate.runtime.kafka.AlreadyRunning;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import java.util.Optional;

/** The faults of a start that a person can mend: their messages say how. */
public final class KnownFaults {
    private KnownFaults() {}

    /** The reason to stop; empty for a fault that nobody foresaw. */
    public static Optional<ExitReason> reason(Throwable fault) {
        return code(fault).map(code -> new ExitReason(code, String.valueOf(fault.getMessage())));
    }

    private static Optional<ExitCode> code(Throwable fault) {
        if (fault instanceof CannotBind) {
            return Optional.of(ExitCode.CANNOT_BIND);
        }
        if (fault instanceof KafkaUnreachable
                || fault instanceof TopicsMissing
                || fault instanceof TopicsContradict
                || fault instanceof KeptTooShort
                || fault instanceof AlreadyRunning) {
            return Optional.of(ExitCode.KAFKA);
        }
        return fault instanceof IncompatibleSchema || fault instanceof ConfigException
                ? Optional.of(ExitCode.BAD_CONFIGURATION)
                : Optional.empty();
    }
}
