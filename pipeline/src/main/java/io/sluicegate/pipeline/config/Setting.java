package io.sluicegate.pipeline.config;

import java.util.Optional;

/**
 * A key with a value of its own.
 *
 * @param unit what a number counts, or the unit that it is in; empty where the type says all
 * @param companion the key that this one belongs to: without that one it means nothing
 * @param since the version that read the key first
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

    /** The value where the key isn't there. */
    public sealed interface Absence<T> {
        /** The file is wrong. */
        record Refused<T>() implements Absence<T> {}

        /** This value. */
        record Fixed<T>(T value) implements Absence<T> {}

        /** A value that the section works out, described in Markdown. */
        record Described<T>(String text) implements Absence<T> {}
    }

    /** A key that must be there. */
    static <T> Setting<T> of(String name, ConfigType<T> type, String meaning) {
        return new Setting<>(
                name, type, Plurality.ONE, new Absence.Refused<>(), "", Optional.empty(), meaning, FIRST_VERSION);
    }

    /** The same key, with a default. */
    Setting<T> otherwise(T value) {
        return new Setting<>(name, type, plurality, new Absence.Fixed<>(value), unit, companion, meaning, since);
    }

    /** The same key, with a default that depends on something else, in words. */
    Setting<T> otherwiseAs(String text) {
        return new Setting<>(name, type, plurality, new Absence.Described<>(text), unit, companion, meaning, since);
    }

    /** The same key, with what its number counts or is in. */
    Setting<T> in(String ofUnit) {
        return new Setting<>(name, type, plurality, absence, ofUnit, companion, meaning, since);
    }

    /** The same key with a list of values. */
    Setting<T> listed() {
        return new Setting<>(name, type, Plurality.LIST, absence, unit, companion, meaning, since);
    }

    /** The same key with values under names of the user's. */
    Setting<T> mapped() {
        return new Setting<>(name, type, Plurality.MAPPING, absence, unit, companion, meaning, since);
    }

    /** The same key, which means something beside another one only. */
    Setting<T> beside(String other) {
        return new Setting<>(name, type, plurality, absence, unit, Optional.of(other), meaning, since);
    }

    @Override
    public boolean isRequired() {
        return absence instanceof Absence.Refused;
    }
}
