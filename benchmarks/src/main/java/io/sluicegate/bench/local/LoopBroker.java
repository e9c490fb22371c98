package io.sluicegate.bench.local;

import io.sluicegate.registry.Leash;
import io.sluicegate.sandbox.EmbeddedBroker;
import io.sluicegate.sandbox.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A broker in a JVM of its own, so that neither its heap nor its time counts as a stage's or as the driver's. */
public final class LoopBroker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String ASK_MS = "3000";

    private final Process process;
    private final String bootstrap;

    private LoopBroker(Process process, String bootstrap) {
        this.process = process;
        this.bootstrap = bootstrap;
    }

    /** Runs the broker in this JVM: the folder, the port, the controller's port. */
    public static void main(String[] arguments) throws Exception {
        var broker = EmbeddedBroker.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        Thread.currentThread().join();
    }

    /** Starts it and waits until it answers. */
    static LoopBroker start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = FreePorts.any();
        var builder = new ProcessBuilder(Leash.around(line(folder, port)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("broker.log").toFile());
        var broker = new LoopBroker(builder.start(), "localhost:" + port);
        try {
            Await.until("the start of the broker", START, broker::answers);
            return broker;
        } catch (InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static List<String> line(Path folder, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LoopBroker.class.getName(),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(FreePorts.any()));
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended; see broker.log");
        }
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "request.timeout.ms", ASK_MS, "default.api.timeout.ms", ASK_MS))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        Leash.release(process);
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
