package io.sluicegate.pipeline.config;

import java.util.Optional;

/**
 * A key with a value.
 *
 * @param unit the unit of a number, or the thing counted; empty if the type says it
 * @param companion the key without which this one has no meaning
 * @param since the first version with the key
 */
public record Setting<T>(
        String name,
        ConfigType<T> type,
        Plurality plurality,
        Absence<T> absence,
        String unit,
        Optional<String> companion,
        String meaning,
        String since)
        implements ConfigKey {
    private static final String FIRST_VERSION = "0.1.0";

    /** The treatment of an absent key. */
    public sealed interface Absence<T> {
        /** The absence is a problem. */
        record Refused<T>() implements Absence<T> {}

        /** The default value. */
        record Fixed<T>(T value) implements Absence<T> {}

        /** A value that the section computes, described in Markdown. */
        record Described<T>(String text) implements Absence<T> {}
    }

    /** A required key. */
    static <T> Setting<T> of(String name, ConfigType<T> type, String meaning) {
        return new Setting<>(
                name, type, Plurality.ONE, new Absence.Refused<>(), "", Optional.empty(), meaning, FIRST_VERSION);
    }

    /** This key, with a default. */
    Setting<T> otherwise(T value) {
        return new Setting<>(name, type, plurality, new Absence.Fixed<>(value), unit, companion, meaning, since);
    }

    /** This key, with a computed default, described in words. */
    Setting<T> otherwiseAs(String text) {
        return new Setting<>(name, type, plurality, new Absence.Described<>(text), unit, companion, meaning, since);
    }

    /** This key, with the unit of its number. */
    Setting<T> in(String ofUnit) {
        return new Setting<>(name, type, plurality, absence, ofUnit, companion, meaning, since);
    }

    /** This key, with a list of values. */
    Setting<T> listed() {
        return new Setting<>(name, type, Plurality.LIST, absence, unit, companion, meaning, since);
    }

    /** This key, with values under the user's names. */
    Setting<T> mapped() {
        return new Setting<>(name, type, Plurality.MAPPING, absence, unit, companion, meaning, since);
    }

    /** This key, which has a meaning only beside its companion. */
    Setting<T> beside(String other) {
        return new Setting<>(name, type, plurality, absence, unit, Optional.of(other), meaning, since);
    }

    @Override
    public boolean isRequired() {
        return absence instanceof Absence.Refused;
    }
}
