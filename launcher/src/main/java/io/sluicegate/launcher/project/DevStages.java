package io.sluicegate.launcher.project;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluicegate.launcher.platform.StageChoice;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The stages of one pipeline in this process, each of which can be started anew with another configuration. */
final class DevStages implements AutoCloseable {
    /** All stages, in the order in which they start. */
    private static final List<String> STAGES = StageChoice.all().names();

    private final Clients clients;
    private final BiConsumer<String, ExitReason> failed;
    private final PrometheusMeterRegistry meters = MeterRegistries.prometheus();
    private final Map<String, Running> running = Collections.synchronizedMap(new LinkedHashMap<>());
    private Optional<HttpServer> http = Optional.empty();

    /** A stage, and the meters that it has made. */
    private record Running(StageGroup stage, CompositeMeterRegistry own) {}

    /** @param failed receives the name and the reason if a stage stops by itself */
    DevStages(Clients clients, BiConsumer<String, ExitReason> failed) {
        this.clients = clients;
        this.failed = failed;
    }

    /** Starts all stages. */
    void start(PipelineConfig config) {
        restart(STAGES, config);
    }

    /** Starts these stages anew with the configuration, and leaves the others as they are. */
    synchronized void restart(List<String> names, PipelineConfig config) {
        int port = http.map(HttpServer::port).orElse(config.service().port());
        http.ifPresent(HttpServer::close);
        stop(names);
        names.forEach(name -> running.put(name, made(name, config)));
        http = Optional.of(HttpServer.start(
                config.service().host(),
                port,
                meters,
                List.of(config.pipeline()),
                this::trouble,
                this::remarks,
                routes -> all().forEach(stage -> stage.routes(routes))));
        names.forEach(name -> one(name).start());
    }

    private StageGroup one(String name) {
        return java.util.Objects.requireNonNull(running.get(name)).stage();
    }

    private Running made(String name, PipelineConfig config) {
        var own = new CompositeMeterRegistry();
        own.add(meters);
        var context = new StageContext(config, own, clients);
        var stage = new StageGroup(new StageChoice(List.of(name)).create(List.of(context)));
        var unused = stage.stopped().thenAccept(reason -> failed.accept(name, reason));
        return new Running(stage, own);
    }

    private void stop(List<String> names) {
        var backwards = new ArrayList<>(names);
        Collections.reverse(backwards);
        for (var name : backwards) {
            var stopped = running.remove(name);
            if (stopped != null) {
                stopped.stage().close();
                stopped.own().getMeters().forEach(meter -> meters.remove(meter.getId()));
                stopped.own().close();
            }
        }
    }

    /** For each stage that isn't ready, the reason. */
    Map<String, String> trouble() {
        var trouble = new LinkedHashMap<String, String>();
        all().forEach(stage -> trouble.putAll(stage.trouble()));
        return trouble;
    }

    private Map<String, String> remarks() {
        var remarks = new LinkedHashMap<String, String>();
        all().forEach(stage -> remarks.putAll(stage.remarks()));
        return remarks;
    }

    private List<StageGroup> all() {
        synchronized (running) {
            return running.values().stream().map(Running::stage).toList();
        }
    }

    /** The address of the console. */
    synchronized String page() {
        return http.map(HttpServer::url).orElse("") + "/";
    }

    @Override
    public synchronized void close() {
        http.ifPresent(HttpServer::close);
        stop(STAGES);
    }
}
