package io.sluicegate.scorer.stream;

import io.sluicegate.platform.binary.BinaryOutput;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Role;

/** What is the same in all predictions of one kind under one deployment. */
final class PredictionForm {
    final AnswerKind kind;
    /** The fields from the pipeline to the bundle's digest, encoded. */
    final byte[] names;
    /** The field definitions, as an index. */
    final long definitions;
    /** The fields role and outcome, encoded. */
    final byte[] how;

    PredictionForm(
            Deployment deployment, Role role, DeployedVersion version, Outcome outcome, DefinitionCheck definitions) {
        kind = new AnswerKind(version.getVersion(), role, outcome, definitions);
        this.definitions = DefinitionCheck.getClassSchema().getEnumOrdinal(definitions.name());
        names = names(deployment, version);
        how = how(kind);
    }

    private static byte[] names(Deployment deployment, DeployedVersion version) {
        var out = BinaryOutput.begin();
        out.writeString(deployment.getPipeline());
        out.writeString(deployment.getModel());
        out.writeString(version.getVersion());
        out.writeString(version.getBundleDigest());
        return out.toByteArray();
    }

    private static byte[] how(AnswerKind kind) {
        var out = BinaryOutput.begin();
        out.writeLong(Role.getClassSchema().getEnumOrdinal(kind.role().name()));
        out.writeLong(Outcome.getClassSchema().getEnumOrdinal(kind.outcome().name()));
        return out.toByteArray();
    }
}
