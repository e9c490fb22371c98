package io.sluicegate.launcher.cases;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of an expectation that isn't a plain value. */
enum Condition {
    ABOVE,
    BELOW,
    NEAR,
    WITHIN,
    CONTAINS,
    MATCHES,
    PRESENT;

    static Optional<Condition> of(@Nullable Object word) {
        return Arrays.stream(values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** Whether all words are conditions: a map that has other words is a plain value. */
    static boolean areAll(Collection<?> words) {
        return !words.isEmpty() && words.stream().allMatch(it -> of(it).isPresent());
    }
}
