package io.sluicegate.control.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reasons against obeying a command. */
final class Refusals {
    private Refusals() {}

    static Optional<String> when(boolean holds, String reason, @Nullable Object... details) {
        return holds ? Optional.of(String.format(Locale.ROOT, reason, details)) : Optional.empty();
    }

    /** The refusal for the first reason, if there is one. */
    @SafeVarargs
    static Optional<Decision> refusal(Optional<String>... refusals) {
        for (var refusal : refusals) {
            if (refusal.isPresent()) {
                return refusal.map(Decision.Refused::new);
            }
        }
        return Optional.empty();
    }
}
