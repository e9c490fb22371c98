package io.sluicegate.pipeline.config;

/**
 * A key of the pipeline's file. The reader, the configuration reference and the JSON Schema for editors are all driven by these
 * declarations.
 */
public sealed interface ConfigKey permits Setting, Section {
    String name();

    /** A phrase for the reference: the key's purpose. */
    String meaning();

    /** How often the key's value may occur. */
    Plurality plurality();

    /** Whether the key is required wherever its section is present. */
    boolean isRequired();

    /** How often a value occurs below its key. */
    enum Plurality {
        /** A single value. */
        ONE(""),
        /** A list of values. */
        LIST("[]"),
        /** A mapping from the user's names to values. */
        MAPPING(".*");

        private final String suffix;

        Plurality(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The name as it appears in a path: {@code steps[]} for a list, {@code properties.*} for a mapping. */
    default String step() {
        return name() + plurality().suffix;
    }
}
