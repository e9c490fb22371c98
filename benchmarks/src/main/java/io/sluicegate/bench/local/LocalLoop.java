package io.sluicegate.bench.local;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.Installation;
import io.sluicegate.sandbox.JvmProcess;
import io.sluicegate.sandbox.StageProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fraud example's pipeline on this machine: registry, broker and stages, each in a process of its own. */
public final class LocalLoop implements AutoCloseable {
    private static final Duration BROKER_START = Duration.ofMinutes(2);
    private static final List<String> BROKER_HEAP = List.of("-Xmx512m");

    private final Closing closing = new Closing();
    private final Settings settings;
    private final Path file;
    private final Map<String, String> environment;
    private final PipelineConfig config;
    private final Clients clients;
    private final BrokerProcess broker;

    /**
     * How to run it.
     *
     * @param folder new or empty; everything is written below it
     * @param pipeline the example's pipeline file
     * @param partitions partitions of its topics
     * @param latency {@code low}, {@code balanced} or {@code throughput}
     */
    public record Settings(Path folder, Path pipeline, int partitions, String latency) {
        public Settings {
            folder = folder.toAbsolutePath();
        }
    }

    private LocalLoop(Settings settings) throws IOException, InterruptedException {
        this.settings = settings;
        var folder = Files.createDirectories(settings.folder());
        var registry = closing.add(RegistryProcess.start(registryHome(), folder.resolve("registry"), FreePorts.any()));
        var node = BrokerNode.cluster(1).get(0);
        broker = closing.add(BrokerProcess.start(folder.resolve("kafka"), node, List.of(node), BROKER_HEAP));
        file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                PipelineFile.changed(Files.readString(settings.pipeline()), settings.partitions(), settings.latency()));
        environment = Map.of(
                "SLUICEGATE_BOOTSTRAP", node.address(),
                "SLUICEGATE_REGISTRY", registry.url(),
                "SLUICEGATE_MODELS", folder.resolve("models").toString());
        config = PipelineConfigReader.read(file, environment);
        clients = closing.add(new Clients(config.kafka(), config.service()));
    }

    /** Starts registry and broker, and creates the topics; no stage yet. */
    public static LocalLoop start(Settings settings) throws IOException, InterruptedException {
        var loop = new LocalLoop(settings);
        try {
            FirstTopics.create(loop.config, loop.clients, BROKER_START, loop.broker.log());
            loop.clients
                    .schemas()
                    .register(AvroSerdes.subject(loop.config.events().topic()), CardTransaction.getClassSchema());
            return loop;
        } catch (InterruptedException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Where the unpacked registry lies: named by a property in tests, part of the installation else. */
    private static Path registryHome() {
        var named = System.getProperty(RegistryProcess.HOME_PROPERTY);
        return named == null ? Installation.app().resolve("registry") : Path.of(named);
    }

    /** The system's figures of the broker's process. */
    public ProcFigures broker() throws IOException {
        return ProcFigures.of(broker.pid());
    }

    /** Everything is written below it. */
    public Path folder() {
        return settings.folder();
    }

    public PipelineConfig config() {
        return config;
    }

    public Clients clients() {
        return clients;
    }

    /** Closes it with the loop, before all that was there before it. */
    public <T extends AutoCloseable> T closing(T resource) {
        return closing.add(resource);
    }

    /** Starts one stage in a JVM of its own, with these options. */
    public RunningStage start(String instance, String stage, List<String> options) throws IOException {
        int port = FreePorts.any();
        var process = StageProcess.start(
                new StageProcess.Command(instance, List.of(stage), file, environment(instance, port), options, logs()));
        return closing.add(new RunningStage(process, port));
    }

    /** Starts another program in a JVM of its own, as a stage would be started; its argument is the pipeline's file. */
    public JvmProcess start(String instance, Class<?> main, List<String> options) throws IOException {
        var line = List.of(main.getName(), file.toString());
        return closing.add(JvmProcess.start(instance, options, line, environment(instance, FreePorts.any()), logs()));
    }

    private Map<String, String> environment(String instance, int port) {
        var own = new HashMap<>(environment);
        own.put(PipelineFile.INSTANCE, instance);
        own.put(
                "SLUICEGATE_DATA",
                settings.folder().resolve("data").resolve(instance).toString());
        own.put("SLUICEGATE_PORT", Integer.toString(port));
        return own;
    }

    private Path logs() {
        return settings.folder().resolve("logs");
    }

    @Override
    public void close() {
        closing.close();
    }
}
