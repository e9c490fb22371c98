package io.sluicegate.pipeline.config;

/**
 * A key of the pipeline's file. The reader reads by these declarations, the configuration reference lists them, and the JSON Schema
 * for editors is made of them.
 */
public sealed interface ConfigKey permits Setting, Section {
    String name();

    /** A phrase for the reference that says what the key is for. */
    String meaning();

    /** How often the thing that the key names may stand below it. */
    Plurality plurality();

    /** Whether the file must have it, wherever what it belongs to is there. */
    boolean isRequired();

    /** How often a thing stands below its key. */
    enum Plurality {
        /** The thing itself stands there. */
        ONE(""),
        /** A list of them stands there. */
        LIST("[]"),
        /** A mapping from names of the user's to them stands there. */
        MAPPING(".*");

        private final String suffix;

        Plurality(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The name as it stands in a path: {@code steps[]} for a list, {@code properties.*} for a mapping. */
    default String step() {
        return name() + plurality().suffix;
    }
}
