package io.sluicegate.runtime.kafka;

/** Thrown when the registry refuses a schema as incompatible with earlier ones of its subject. */
public final class IncompatibleSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompatibleSchema(String subject, String why) {
        super(
                "the registry refuses the new schema of " + subject + ": " + why
                        + "; change it compatibly (only add fields with defaults or remove fields that have one), or use a new topic; after an upgrade of Sluicegate see 'Upgrading' in its CHANGELOG.md");
    }
}
