package io.sluicegate.runtime.kafka;

/** The registry refuses a schema, for readers of the versions before it could not read it. */
public final class IncompatibleSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompatibleSchema(String subject, String why) {
        super(
                "the registry refuses the new schema of " + subject + ": " + why
                        + "; change it compatibly (only add fields with defaults or take away fields that have one), or use a new topic; after an upgrade of Sluicegate see 'Upgrading' in its CHANGELOG.md");
    }
}
