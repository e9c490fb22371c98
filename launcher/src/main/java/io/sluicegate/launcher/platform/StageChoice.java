package io.sluicegate.launcher.platform;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.service.ServiceStages;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageFactory;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.trigger.TriggerStage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stages that a process runs, by name. Each pipeline has its own, but for rollout control: one for all of them.
 *
 * @param names names of stages
 */
public record StageChoice(List<String> names) implements ServiceStages {
    public static final String SCORER = "stream-scorer";

    /** The fraud example's retraining job, which runs only if it is named. */
    public static final String FRAUD_RETRAINING = "fraud-retraining";

    private static final Map<String, StageFactory> STAGES = stages();

    public StageChoice {
        names = List.copyOf(names);
    }

    private static Map<String, StageFactory> stages() {
        var stages = new LinkedHashMap<String, StageFactory>();
        stages.put(ControlStage.NAME, ControlStage::new);
        stages.put(EnricherStage.NAME, EnricherStage::new);
        stages.put(SCORER, ScorerStage::new);
        stages.put(DriftStage.NAME, DriftStage::new);
        stages.put(TriggerStage.NAME, TriggerStage::new);
        stages.put(ConsoleStage.NAME, ConsoleStage::new);
        stages.put(FRAUD_RETRAINING, FraudExample::retrainingJob);
        return stages;
    }

    /** All stages of a pipeline; the fraud example's retraining job is none of them. */
    public static StageChoice all() {
        return new StageChoice(STAGES.keySet().stream()
                .filter(name -> !name.equals(FRAUD_RETRAINING))
                .toList());
    }

    /**
     * The named stages, or all if none is named, without some.
     *
     * @throws CommandFailed if there is no stage of a name, or none is left
     */
    public static StageChoice of(Collection<String> named, Collection<String> without) {
        named.forEach(StageChoice::require);
        without.forEach(StageChoice::require);
        var chosen = named.isEmpty() ? all().names() : named;
        var left = chosen.stream()
                .filter(name -> !without.contains(name))
                .distinct()
                .toList();
        if (left.isEmpty()) {
            throw new CommandFailed(Message.NO_STAGE_LEFT);
        }
        return new StageChoice(left);
    }

    private static void require(String name) {
        if (!STAGES.containsKey(name)) {
            throw new CommandFailed(Message.NO_SUCH_STAGE, name, String.join(", ", STAGES.keySet()));
        }
    }

    /** These stages without one. */
    public StageChoice without(String name) {
        return new StageChoice(names.stream().filter(it -> !it.equals(name)).toList());
    }

    /** These stages and one more. */
    public StageChoice with(String name) {
        var more = new ArrayList<>(names);
        more.add(name);
        return new StageChoice(more);
    }

    @Override
    public List<Stage> create(List<StageContext> pipelines) {
        var stages = new ArrayList<Stage>();
        if (names.contains(ControlStage.NAME)) {
            var configs = pipelines.stream().map(StageContext::config).toList();
            stages.add(new ControlStage(pipelines.get(0), configs));
        }
        for (var pipeline : pipelines) {
            names.stream()
                    .filter(name -> !name.equals(ControlStage.NAME))
                    .forEach(name ->
                            stages.add(Objects.requireNonNull(STAGES.get(name)).create(pipeline)));
        }
        return List.copyOf(stages);
    }
}
