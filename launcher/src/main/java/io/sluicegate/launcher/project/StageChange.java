package io.sluicegate.launcher.project;

import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.launcher.platform.StageChoice;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.trigger.TriggerStage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change of a pipeline's file means for the stages that run.
 *
 * @param restarted the stages that the change concerns
 * @param fixed the keys whose change needs a new start of everything
 */
record StageChange(Set<String> restarted, List<String> fixed) {
    StageChange {
        restarted = Set.copyOf(restarted);
        fixed = List.copyOf(fixed);
    }

    static StageChange between(PipelineConfig before, PipelineConfig after) {
        var stages = new LinkedHashSet<String>();
        if (!before.features().equals(after.features())) {
            stages.addAll(List.of(
                    ControlStage.NAME, EnricherStage.NAME, StageChoice.SCORER, DriftStage.NAME, TriggerStage.NAME));
        }
        if (!before.events().equals(after.events())) {
            stages.addAll(List.of(EnricherStage.NAME, DriftStage.NAME));
        }
        if (!before.model().equals(after.model())) {
            stages.addAll(List.of(ControlStage.NAME, StageChoice.SCORER, TriggerStage.NAME));
        }
        if (!before.drift().equals(after.drift())) {
            stages.add(DriftStage.NAME);
        }
        if (!before.policies().equals(after.policies())) {
            stages.add(TriggerStage.NAME);
        }
        if (!before.endpoint().equals(after.endpoint())) {
            stages.add(StageChoice.SCORER);
        }
        return new StageChange(stages, fixed(before, after));
    }

    private static List<String> fixed(PipelineConfig before, PipelineConfig after) {
        var keys = new ArrayList<String>();
        note(keys, "pipeline", before.pipeline(), after.pipeline());
        note(keys, "partitions", before.partitions(), after.partitions());
        note(keys, "kafka", before.kafka(), after.kafka());
        note(keys, "service", before.service(), after.service());
        note(keys, "events.topic", before.events().topic(), after.events().topic());
        note(keys, "model.name", before.model().name(), after.model().name());
        note(keys, "model.store", before.model().store(), after.model().store());
        return keys;
    }

    private static void note(List<String> keys, String key, Object before, Object after) {
        if (!before.equals(after)) {
            keys.add(key);
        }
    }

    /** The same change, which concerns more stages. */
    StageChange with(Set<String> more) {
        var stages = new LinkedHashSet<>(restarted);
        stages.addAll(more);
        return new StageChange(stages, fixed);
    }

    /** The stages that the change concerns, in the order in which they start. */
    List<String> inOrder() {
        return StageChoice.all().names().stream().filter(restarted::contains).toList();
    }
}
