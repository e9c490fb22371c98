package io.sluicegate.pipeline.config;

import java.util.List;

/**
 * A key below which other keys stand.
 *
 * @param exactlyOne names of keys of which exactly one must be there; empty where nothing of the kind is asked
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

    /** A section that may be left out. */
    static Section of(String name, String meaning, ConfigKey... keys) {
        return new Section(name, Plurality.ONE, false, meaning, List.of(keys), List.of());
    }

    /** The same section, of which there may be several in a list. */
    Section listed() {
        return new Section(name, Plurality.LIST, isRequired, meaning, keys, exactlyOne);
    }

    /** The same section, which the file must have. */
    Section required() {
        return new Section(name, plurality, true, meaning, keys, exactlyOne);
    }

    /** The same section, which must have exactly one of these keys. */
    Section withExactlyOneOf(String... names) {
        return new Section(name, plurality, isRequired, meaning, keys, List.of(names));
    }
}
