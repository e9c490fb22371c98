package io.sluicegate.scorer.predictions;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.binary.BinaryOutput;

/** The encoded fields that all predictions of one kind by one arm share. */
final class PredictionForm {
    final AnswerKind kind;
    /** The fields from the pipeline to the bundle's digest, encoded. */
    final byte[] names;
    /** The fields from the check of definitions to the tenure, encoded. */
    final byte[] epoch;
    /** The fields from the propensity to the outcome, encoded. */
    final byte[] how;

    PredictionForm(DeploymentView deployment, Arm arm, Outcome outcome, DefinitionCheck definitions) {
        kind = new AnswerKind(arm.name(), arm.role(), outcome, definitions);
        names = names(deployment, arm);
        epoch = epoch(deployment, arm, definitions);
        how = how(arm, outcome);
    }

    private static byte[] names(DeploymentView deployment, Arm arm) {
        var out = BinaryOutput.begin();
        out.writeString(deployment.record().getPipeline());
        out.writeString(deployment.record().getModel());
        out.writeString(arm.name());
        out.writeString(arm.digest());
        return out.toByteArray();
    }

    private static byte[] epoch(DeploymentView deployment, Arm arm, DefinitionCheck definitions) {
        var out = BinaryOutput.begin();
        out.writeLong(DefinitionCheck.getClassSchema().getEnumOrdinal(definitions.name()));
        out.writeLong(deployment.revision());
        out.writeLong(arm.tenure().id());
        return out.toByteArray();
    }

    private static byte[] how(Arm arm, Outcome outcome) {
        var out = BinaryOutput.begin();
        out.writeDouble(arm.share());
        out.writeLong(Role.getClassSchema().getEnumOrdinal(arm.role().name()));
        out.writeLong(Outcome.getClassSchema().getEnumOrdinal(outcome.name()));
        return out.toByteArray();
    }
}
