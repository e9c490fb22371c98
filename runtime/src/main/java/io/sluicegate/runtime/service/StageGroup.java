package io.sluicegate.runtime.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.http.Routes;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group of stages in one process that start and stop together, of one pipeline or several. They start in order and stop in
 * reverse.
 */
public final class StageGroup implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(StageGroup.class);
    private static final long RETRY_MS = 1_000;

    private final List<Stage> stages;
    private final boolean ofSeveralPipelines;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> starting = Collections.synchronizedMap(new LinkedHashMap<>());
    private final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();

    public StageGroup(List<Stage> stages) {
        this.stages = List.copyOf(stages);
        this.ofSeveralPipelines = pipelines().size() > 1;
        stages.forEach(stage -> starting.put(label(stage), "has not started"));
        for (var stage : stages) {
            var unused = stage.stopped().thenAccept(stopped::complete);
        }
    }

    int size() {
        return stages.size();
    }

    @Override
    public String name() {
        return stages.stream().map(Stage::name).collect(Collectors.joining("+"));
    }

    @Override
    public String pipeline() {
        var pipelines = pipelines();
        return pipelines.size() == 1 ? pipelines.get(0) : Metric.ALL_PIPELINES;
    }

    private List<String> pipelines() {
        return stages.stream()
                .map(Stage::pipeline)
                .filter(pipeline -> !pipeline.equals(Metric.ALL_PIPELINES))
                .distinct()
                .toList();
    }

    /**
     * Starts all stages, once each has claimed what only one process may have. While the schema registry doesn't answer or a state folder can't be written, waits and retries until
     * closed.
     */
    @Override
    public void start() {
        claim();
        stages.forEach(this::start);
    }

    @Override
    public void claim() {
        stages.forEach(Stage::claim);
    }

    private void start(Stage stage) {
        while (!isClosing(0)) {
            try {
                stage.start();
                starting.remove(label(stage));
                return;
            } catch (RegistryUnavailable | FolderUnwritable e) {
                starting.put(label(stage), String.valueOf(e.getMessage()));
                LOG.atWarn()
                        .addKeyValue("stage", label(stage))
                        .addKeyValue("why", e.getMessage())
                        .log("stage cannot start yet");
                var unused = isClosing(RETRY_MS);
            }
        }
    }

    @Override
    public Readiness readiness() {
        var trouble = trouble();
        return trouble.isEmpty() ? Readiness.ready() : Readiness.notReady(trouble.toString());
    }

    /** For each stage that isn't ready, the reason; empty when all are ready. */
    public Map<String, String> trouble() {
        var trouble = new LinkedHashMap<String, String>();
        for (var stage : stages) {
            var reason = starting.get(label(stage));
            if (reason != null) {
                trouble.put(label(stage), reason);
            } else if (stage.readiness() instanceof Readiness.NotReady not) {
                trouble.put(label(stage), not.reason());
            }
        }
        return trouble;
    }

    /** For each ready stage with a remark, the remark. */
    public Map<String, String> remarks() {
        var remarks = new LinkedHashMap<String, String>();
        for (var stage : stages) {
            if (!starting.containsKey(label(stage)) && stage.readiness() instanceof Readiness.Ready ready) {
                ready.remark().ifPresent(remark -> remarks.put(label(stage), remark));
            }
        }
        return remarks;
    }

    /** Registers a gauge of each stage's readiness. */
    void measure(MeterRegistry registry) {
        for (var stage : stages) {
            new PipelineMetrics(registry, stage.pipeline())
                    .gauge(Metric.READY, label(stage), it -> trouble().containsKey(it) ? 0 : 1, stage.name());
        }
    }

    private String label(Stage stage) {
        return label(stage.pipeline(), stage.name());
    }

    /** The name by which {@link #trouble()} knows a stage: prefixed with its pipeline if the group has stages of several. */
    public String label(String pipeline, String stage) {
        return ofSeveralPipelines ? pipeline + "/" + stage : stage;
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return stopped;
    }

    @Override
    public void routes(Routes routes) {
        stages.forEach(stage -> stage.routes(ofSeveralPipelines ? routes.ofPipeline(stage.pipeline()) : routes));
    }

    @Override
    public void close() {
        closing.countDown();
        var backwards = new ArrayList<>(stages);
        Collections.reverse(backwards);
        backwards.forEach(Stage::close);
    }

    private boolean isClosing(long patience) {
        try {
            return closing.await(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
