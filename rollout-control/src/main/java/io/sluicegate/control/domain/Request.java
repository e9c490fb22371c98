package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command beside all that it is decided by.
 *
 * @param current the newest revision; revision 0, empty, before the first
 * @param registration what the command's version is known as
 * @param bundle what the command's digest is known as
 */
record Request(
        PipelineRules rules,
        ModelCommand command,
        Deployment current,
        Optional<ModelRegistration> registration,
        Optional<ModelRegistration> bundle,
        Instant now) {

    static Request of(PipelineRules rules, Ledger ledger, ModelCommand command, Instant now) {
        return new Request(
                rules,
                command,
                ledger.inForce(rules.pipeline()).orElseGet(() -> Revisions.none(rules, now)),
                ledger.registration(rules.model(), command.getVersion()),
                Optional.ofNullable(command.getBundleDigest()).flatMap(digest -> ledger.bundle(rules.model(), digest)),
                now);
    }

    /** What stands against any command. */
    Stream<String> generalObjections() {
        return Stream.of(otherModel(), outdated()).flatMap(Optional::stream);
    }

    String version() {
        return command.getVersion();
    }

    private Optional<String> otherModel() {
        var asked = command.getModel();
        return Objections.when(
                !asked.isEmpty() && !asked.equals(rules.model()),
                "pipeline '%s' runs model '%s', not '%s'",
                rules.pipeline(),
                rules.model(),
                asked);
    }

    private Optional<String> outdated() {
        var expected = command.getExpectedRevision();
        return Objections.when(
                expected != null && expected != current.getRevision(),
                "revision %s was expected in force, but it is %d",
                expected,
                current.getRevision());
    }
}
