package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The stages of one process, of one pipeline or several, with their clients, meters and HTTP server. */
public final class Service implements AutoCloseable {
    private final List<StageContext> pipelines;
    private final StageGroup stages;
    private final HttpServer http;
    private final Deque<Runnable> closing;

    private Service(List<StageContext> pipelines, StageGroup stages, HttpServer http, Deque<Runnable> closing) {
        this.pipelines = pipelines;
        this.stages = stages;
        this.http = http;
        this.closing = closing;
    }

    /**
     * Makes the stages and listens, but starts no stage.
     *
     * @param configs the pipelines, which {@link ServiceFiles} has found fit for one process
     * @throws io.sluicegate.runtime.http.CannotBind if the port is taken
     */
    public static Service open(List<PipelineConfig> configs, ServiceStages stages) {
        var closing = new ArrayDeque<Runnable>();
        try {
            return open(configs, stages, closing);
        } catch (Throwable e) {
            closing.forEach(Runnable::run);
            throw e;
        }
    }

    private static Service open(List<PipelineConfig> configs, ServiceStages stages, Deque<Runnable> closing) {
        var meters = MeterRegistries.prometheus();
        var pipelines = new ArrayList<StageContext>();
        for (var config : configs) {
            var clients = new Clients(config.kafka(), config.service());
            closing.push(clients::close);
            pipelines.add(new StageContext(config, meters, clients));
        }
        var group = new StageGroup(stages.create(List.copyOf(pipelines)));
        closing.push(group::close);
        var service = configs.get(0).service();
        var names = configs.stream().map(PipelineConfig::pipeline).toList();
        var http = HttpServer.start(
                service.host(), service.port(), meters, names, group::trouble, group::remarks, group::routes);
        closing.push(http::close);
        group.measure(meters);
        return new Service(List.copyOf(pipelines), group, http, closing);
    }

    /** Starts the stages of all pipelines, unless something stands in the way of one of them. */
    public void start() {
        pipelines.forEach(it -> ClusterCheck.await(it.config(), it.clients()));
        pipelines.forEach(Service::countFragile);
        stages.start();
    }

    private static void countFragile(StageContext pipeline) {
        int fragile =
                ClusterCheck.fragile(pipeline.config(), pipeline.clients()).size();
        pipeline.metrics().gauge(Metric.TOPICS_FRAGILE, fragile, Integer::doubleValue);
    }

    /** A context for each pipeline. */
    public List<StageContext> pipelines() {
        return pipelines;
    }

    public StageGroup stages() {
        return stages;
    }

    /** Where HTTP listens. */
    public String url() {
        return http.url();
    }

    /** The address of a pipeline's console, if that is among the stages. */
    public String page(String pipeline) {
        return url() + (pipelines.size() == 1 ? "/" : "/pipelines/" + pipeline + "/");
    }

    /** The longest time that draining all stages may take. */
    Duration drain() {
        return pipelines.stream()
                .map(it -> it.config().service().drain())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .multipliedBy(stages.size());
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
