package io.sluicegate.pipeline.config;

import java.util.List;

/**
 * A key that contains other keys.
 *
 * @param exactlyOne names of keys of which exactly one must be present; empty for no such rule
 */
public record Section(
        String name,
        Plurality plurality,
        boolean isRequired,
        String meaning,
        List<ConfigKey> keys,
        List<String> exactlyOne)
        implements ConfigKey {

    public Section {
        keys = List.copyOf(keys);
        exactlyOne = List.copyOf(exactlyOne);
    }

    /** An optional section. */
    static Section of(String name, String meaning, ConfigKey... keys) {
        return new Section(name, Plurality.ONE, false, meaning, List.of(keys), List.of());
    }

    /** This section as a list of sections. */
    Section listed() {
        return new Section(name, Plurality.LIST, isRequired, meaning, keys, exactlyOne);
    }

    /** This section, required. */
    Section required() {
        return new Section(name, plurality, true, meaning, keys, exactlyOne);
    }

    /** This section, with exactly one of these keys. */
    Section withExactlyOneOf(String... names) {
        return new Section(name, plurality, isRequired, meaning, keys, List.of(names));
    }
}
