package io.sluicegate.scorer.predictions;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.Outcome;
import io.sluicegate.scorer.execution.Execution;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The prediction forms of one outcome, by the arm's position and the check of definitions. */
final class ArmForms {
    private final List<Map<DefinitionCheck, PredictionForm>> forms;

    ArmForms(DeploymentView deployment, Function<Arm, Execution> executions, Outcome outcome) {
        forms = deployment.arms().stream()
                .map(arm -> forms(deployment, arm, executions.apply(arm), outcome))
                .toList();
    }

    private static Map<DefinitionCheck, PredictionForm> forms(
            DeploymentView deployment, Arm arm, Execution execution, Outcome outcome) {
        var forms = new EnumMap<DefinitionCheck, PredictionForm>(DefinitionCheck.class);
        for (var check : DefinitionCheck.values()) {
            forms.put(check, new PredictionForm(deployment, arm, execution, outcome, check));
        }
        return forms;
    }

    PredictionForm of(RoutedRow row) {
        return Objects.requireNonNull(forms.get(row.decision().arm().place()).get(row.definitions()));
    }
}
