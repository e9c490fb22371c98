package io.sluicegate.launcher;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.ServiceRunner;
import io.sluicegate.runtime.service.StageFactory;
import io.sluicegate.sandbox.CommandFailed;
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

/** The {@code run} command: runs stages as a service until it is stopped. */
@Command(name = "run", description = "Run one or more stages until stopped.")
final class RunCommand implements Runnable {
    private static final Map<String, StageFactory> STAGES = stages();

    @Parameters(
            arity = "0..*",
            paramLabel = "STAGE",
            description =
                    "feature-enricher, stream-scorer, drift-detector, retraining-trigger, rollout-control, console, "
                            + "fraud-retraining (default: all but fraud-retraining).")
    @SuppressWarnings("NullAway.Init")
    private List<String> names;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file. A cluster has one rollout-control: repeat this option for each of "
                    + "its pipelines.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

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
        if (files.size() > 1 && !chosen.equals(List.of(ControlStage.NAME))) {
            throw new CommandFailed("Only " + ControlStage.NAME
                    + " takes several pipelines; run the other stages once for each pipeline.");
        }
        ServiceRunner.main(
                new String[] {files.get(0).toString()},
                chosen.stream().map(this::stage).toList(),
                RunCommand::tell);
    }

    private static void tell(ExitReason reason) {
        System.err.println(
                "sluicegate stops with exit code " + reason.code().code() + " " + reason.code() + ": " + reason.line());
    }

    /** Rollout control refuses commands for pipelines whose file it doesn't have, so it gets all files. */
    private StageFactory controlOfAll() {
        var configs = files.stream()
                .map(file -> PipelineConfigReader.read(file, System.getenv()))
                .toList();
        return context -> new ControlStage(context, configs);
    }

    private StageFactory stage(String name) {
        if (name.equals("fraud-retraining")) {
            return FraudExample::retrainingJob;
        }
        if (name.equals(ControlStage.NAME) && files.size() > 1) {
            return controlOfAll();
        }
        var factory = STAGES.get(name);
        if (factory == null) {
            throw new CommandFailed("There is no stage '" + name + "'. Stages are "
                    + String.join(", ", new TreeSet<>(STAGES.keySet())) + " and fraud-retraining.");
        }
        return factory;
    }
}
