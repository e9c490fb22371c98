package io.sluicegate.launcher;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.platform.service.ServiceRunner;
import io.sluicegate.platform.service.StageFactory;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.trigger.TriggerStage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs stages as a service, until it is stopped. */
@Command(name = "run", description = "Runs one or more stages until it is stopped.")
final class RunCommand implements Runnable {
    private static final Map<String, StageFactory> STAGES = stages();

    @Parameters(
            arity = "0..*",
            paramLabel = "STAGE",
            description =
                    "feature-enricher, stream-scorer, drift-detector, retraining-trigger, rollout-control, console, "
                            + "fraud-retraining; all but the last when none is named.")
    @SuppressWarnings("NullAway.Init")
    private List<String> names;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    private static Map<String, StageFactory> stages() {
        var stages = new LinkedHashMap<String, StageFactory>();
        stages.put(ControlStage.NAME, ControlStage::new);
        stages.put(EnricherStage.NAME, EnricherStage::new);
        stages.put("stream-scorer", ScorerStage::new);
        stages.put(DriftStage.NAME, DriftStage::new);
        stages.put(TriggerStage.NAME, TriggerStage::new);
        stages.put(ConsoleStage.NAME, ConsoleStage::new);
        return stages;
    }

    @Override
    public void run() {
        var chosen = names == null || names.isEmpty() ? List.copyOf(STAGES.keySet()) : names;
        ServiceRunner.main(
                new String[] {file.toString()},
                chosen.stream().map(RunCommand::stage).toArray(StageFactory[]::new));
    }

    private static StageFactory stage(String name) {
        if (name.equals("fraud-retraining")) {
            return FraudExample::retrainingJob;
        }
        var factory = STAGES.get(name);
        if (factory == null) {
            throw new CommandFailed("There is no stage '" + name + "'. There are "
                    + String.join(", ", new TreeSet<>(STAGES.keySet())) + " and fraud-retraining.");
        }
        return factory;
    }
}
