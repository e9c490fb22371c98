package io.sluicegate.scorer.predictions;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.execution.Execution;

/** The encoded fields that all predictions of one kind by one arm share. */
final class PredictionForm {
    /** Index of null in a union. */
    private static final long ABSENT = 0;
    /** Index of the other type in a union. */
    private static final long PRESENT = 1;

    final AnswerKind kind;
    /** The fields from the pipeline to the bundle's digest, encoded. */
    final byte[] names;
    /** The fields from the check of definitions to the tenure, encoded. */
    final byte[] epoch;
    /** The fields from the propensity to the outcome, encoded. */
    final byte[] how;
    /** The fields about the execution provider, encoded. */
    final byte[] provider;

    PredictionForm(
            DeploymentView deployment, Arm arm, Execution execution, Outcome outcome, DefinitionCheck definitions) {
        kind = new AnswerKind(arm.name(), arm.role(), outcome, definitions);
        names = names(deployment, arm);
        epoch = epoch(deployment, arm, definitions);
        how = how(arm, outcome);
        provider = provider(execution);
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

    private static byte[] provider(Execution execution) {
        var out = BinaryOutput.begin();
        out.writeString(execution.actual().runtimeName());
        if (execution.actual() == execution.requested()) {
            out.writeLong(ABSENT);
        } else {
            out.writeLong(PRESENT);
            out.writeString(execution.requested().runtimeName());
        }
        out.writeLong(execution.cpuNodes());
        if (execution.engine() == Engine.ONNX_RUNTIME) {
            out.writeLong(ABSENT);
        } else {
            out.writeLong(PRESENT);
            out.writeString(execution.engine().toString());
        }
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
