package io.sluicegate.control.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reasons against obeying a command. */
final class Objections {
    private Objections() {}

    static Optional<String> when(boolean holds, String reason, @Nullable Object... details) {
        return holds ? Optional.of(String.format(Locale.ROOT, reason, details)) : Optional.empty();
    }

    /** The refusal for the first objection, if there is one. */
    @SafeVarargs
    static Optional<Decision> refusal(Optional<String>... objections) {
        for (var objection : objections) {
            if (objection.isPresent()) {
                return objection.map(Decision.Refused::new);
            }
        }
        return Optional.empty();
    }
}
