package io.sluicegate.launcher;

import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.ConfigNode;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code check} command: prints every problem of a pipeline's file, including its expressions. */
@ChangesNothing
@Command(
        name = "check",
        description = "Check a pipeline's file and print every problem; exit with 2 if there is one.",
        footer = "  sluicegate check --pipeline examples/fraud/fraud.yaml")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "Check fields and types against this Avro schema of the events.")
    private @Nullable Path schema;

    @Option(
            names = "--registry",
            description = "Check fields and types against the newest schema of the events in the pipeline's registry.")
    private boolean registry;

    private Optional<CommandFailed> unreachable = Optional.empty();

    @Override
    public Integer call() {
        var inspection = new FeatureInspection(this::eventSchema);
        try {
            System.out.println(inOrder(pipeline.read(inspection)));
            return 0;
        } catch (ConfigException e) {
            if (unreachable.isPresent() && e.problems().size() == 1) {
                throw unreachable.get();
            }
            throw new ConfigException(
                    e.problems().stream().map(inspection::named).toList());
        }
    }

    private String inOrder(PipelineConfig config) {
        return config.pipeline() + " is valid: "
                + config.features().features().size() + " features (fingerprint "
                + config.features().fingerprint() + "), model " + config.model().name()
                + (schema == null && !registry
                        ? "; the events' fields were not checked: pass --schema or --registry to check them"
                        : "");
    }

    private Optional<Schema> eventSchema(PipelineConfig config, ConfigNode root) {
        if (schema != null) {
            return Optional.of(AvroSchemaFile.read(schema));
        }
        return registry && root.at("kafka").isAllSound() ? registered(config, root) : Optional.empty();
    }

    private Optional<Schema> registered(PipelineConfig config, ConfigNode root) {
        var subject = AvroSerdes.subject(config.events().topic());
        try (var clients = new Clients(config.kafka(), config.service())) {
            Cluster.requireRegistry(config.kafka().registry());
            var newest = clients.schemas().latest(subject);
            if (newest.isEmpty()) {
                root.at("events").at("topic").problem("has no schema in the registry", "register one under " + subject);
            }
            return newest;
        } catch (RegistryUnavailable e) {
            return unreachable(root, String.valueOf(e.getMessage()));
        } catch (CommandFailed e) {
            unreachable = Optional.of(e);
            return unreachable(root, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Schema> unreachable(ConfigNode root, String why) {
        root.at("kafka").at("registry").problem(why, "or check with --schema");
        return Optional.empty();
    }
}
