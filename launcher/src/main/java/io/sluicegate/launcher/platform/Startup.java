package io.sluicegate.launcher.platform;

import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.service.Service;
import io.sluicegate.runtime.service.StageContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The wait until stages work, but for those that lack what only a person can give: a first event or a first model.
 */
public final class Startup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);
    private static final long POLL_MS = 50;

    private final Supplier<Map<String, String>> stages;
    private final BooleanSupplier isOver;
    private final List<FirstStep> firstSteps;

    /**
     * A step that a person has to take before a stage can work.
     *
     * @param label the stage
     */
    public record FirstStep(String label, String text) {}

    private Startup(Supplier<Map<String, String>> stages, BooleanSupplier isOver, List<FirstStep> firstSteps) {
        this.stages = stages;
        this.isOver = isOver;
        this.firstSteps = firstSteps;
    }

    /** Starts the stages and looks up what they wait for. */
    public static Startup of(Service service) {
        service.start();
        var group = service.stages();
        return new Startup(
                group::trouble,
                () -> group.stopped().isDone(),
                service.pipelines().stream()
                        .flatMap(it ->
                                firstSteps(it, stage -> group.label(it.config().pipeline(), stage)))
                        .toList());
    }

    /**
     * Looks up what the stages of one pipeline wait for, which have been started.
     *
     * @param stages for each stage that isn't ready, the reason
     * @param isOver whether a stage has stopped
     */
    public static Startup of(StageContext pipeline, Supplier<Map<String, String>> stages, BooleanSupplier isOver) {
        return new Startup(stages, isOver, firstSteps(pipeline, stage -> stage).toList());
    }

    private static Stream<FirstStep> firstSteps(StageContext pipeline, UnaryOperator<String> label) {
        var name = pipeline.config().pipeline();
        var event = new FirstStep(
                label.apply(EnricherStage.NAME),
                name + " waits for a first event in "
                        + pipeline.config().events().topic());
        var model = new FirstStep(
                label.apply(StageChoice.SCORER), name + " waits for a first model: register a version, then deploy it");
        return Stream.concat(
                AwaitedEnricher.hasSchema(pipeline) ? Stream.of() : Stream.of(event),
                isDeployed(pipeline) ? Stream.of() : Stream.of(model));
    }

    private static boolean isDeployed(StageContext pipeline) {
        try (var control = new ControlClient(pipeline.clients())) {
            return control.inForce(pipeline.config().pipeline(), PATIENCE)
                    .flatMap(deployment -> DeploymentView.of(deployment).primary())
                    .isPresent();
        }
    }

    /** What a person has to do first. */
    public List<FirstStep> firstSteps() {
        return firstSteps;
    }

    /** For each stage that should work but doesn't yet, the reason. */
    public Map<String, String> trouble() {
        var trouble = new LinkedHashMap<>(stages.get());
        firstSteps.forEach(step -> trouble.remove(step.label()));
        return trouble;
    }

    /** Waits until all stages work that can; false if one has stopped or time is up. */
    public boolean await(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!trouble().isEmpty()) {
            if (isOver.getAsBoolean() || System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    /** Waits until all stages work that can, or one has stopped, and says every half minute what keeps it waiting. */
    public void await(Terminal terminal) throws InterruptedException {
        while (!await(SAY_AGAIN) && !isOver.getAsBoolean()) {
            terminal.line("  still waiting    " + trouble());
        }
    }
}
