package io.sluicegate.bench.chaos;

import static io.sluicegate.bench.chaos.domain.FaultPlan.CONTROL;
import static io.sluicegate.bench.chaos.domain.FaultPlan.DETECTOR;
import static io.sluicegate.bench.chaos.domain.FaultPlan.ENRICHERS;
import static io.sluicegate.bench.chaos.domain.FaultPlan.JOINING;
import static io.sluicegate.bench.chaos.domain.FaultPlan.SCORERS;
import static io.sluicegate.bench.chaos.domain.FaultPlan.TRIGGER;

import io.sluicegate.sandbox.StageProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The services, each in a JVM of its own. A service that ends by itself is restarted, as any supervisor would do, and reported. */
final class Services implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private final Path folder;
    private final Path pipeline;
    private final Map<String, String> environment;
    private final Map<String, StageProcess> running = new TreeMap<>();
    private final List<String> ended = new ArrayList<>();

    Services(Path folder, Path pipeline, Map<String, String> environment) {
        this.folder = folder;
        this.pipeline = pipeline;
        this.environment = environment;
    }

    /** Starts all services that have work before there is a primary. */
    void startFirst() throws IOException {
        start(CONTROL);
        for (var name : ENRICHERS) {
            start(name);
        }
        for (var name : SCORERS) {
            start(name);
        }
    }

    void startRest() throws IOException {
        start(DETECTOR);
        start(TRIGGER);
    }

    synchronized void start(String name) throws IOException {
        var own = new HashMap<>(environment);
        own.put("SLUICEGATE_INSTANCE", name);
        var stage = name.replaceAll("-\\d+$", "");
        running.put(
                name,
                StageProcess.start(new StageProcess.Command(name, List.of(stage), pipeline, own, OPTIONS, folder)));
    }

    synchronized StageProcess process(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    /** Takes the service out of supervision, because its end is intended. */
    synchronized StageProcess release(String name) {
        return Objects.requireNonNull(running.remove(name), name);
    }

    synchronized List<StageProcess> all() {
        return List.copyOf(running.values());
    }

    /** Names of the scorers that run. */
    synchronized List<String> scorers() {
        return running.keySet().stream()
                .filter(name -> SCORERS.contains(name) || name.equals(JOINING))
                .toList();
    }

    /** Restarts services that ended by themselves. */
    synchronized void supervise() throws IOException, InterruptedException {
        for (var process : List.copyOf(running.values())) {
            if (!process.isAlive()) {
                var code = process.awaitExit(Duration.ofSeconds(1));
                ended.add(process.name() + " ended by itself with exit code " + code.orElse(-1));
                start(process.name());
            }
        }
    }

    /** The services that ended by themselves. */
    synchronized List<String> ended() {
        return List.copyOf(ended);
    }

    @Override
    public void close() {
        var stopping = all();
        stopping.forEach(process -> process.signal("CONT"));
        stopping.forEach(process -> process.signal("TERM"));
        stopping.forEach(StageProcess::close);
    }
}
