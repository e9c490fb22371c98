package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Disk;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code doctor} command. */
@ChangesNothing
@Command(
        name = "doctor",
        description =
                "Examine this machine, the cluster and a pipeline, and say what to do about each finding; exit with 1 "
                        + "if there is a problem.",
        footer = "  sluicegate doctor --pipeline examples/fraud/fraud.yaml")
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration OPEN = Duration.ofMinutes(1);

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "FILE",
            description = "The pipeline's YAML file; without it only this machine is examined.")
    private @Nullable Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var report = file == null
                ? new Report("", examine(ofMachine()))
                : examine(PipelineConfigReader.read(file, System.getenv()));
        var terminal = Terminal.standard();
        output.print(terminal, report.json(), () -> report.print(terminal));
        return report.exitCode();
    }

    private Report examine(PipelineConfig config) throws InterruptedException {
        try (var kafka = new Kafka(config)) {
            return new Report(config.pipeline(), examine(checks(kafka, sluicegate(), OPEN)));
        }
    }

    private static List<Examination> examine(List<Check> checks) throws InterruptedException {
        return new Doctor(PATIENCE).examine(checks);
    }

    private List<Check> ofMachine() {
        return List.of(
                new VersionsCheck(Optional.empty(), sluicegate()),
                new ProviderCheck(ExecutionSettings.CPU),
                new LocaleCheck());
    }

    private String sluicegate() {
        return String.join(" ", spec.root().version());
    }

    /** @param open how long a transaction may be open */
    static List<Check> checks(Kafka kafka, String sluicegate, Duration open) {
        var config = kafka.config();
        return List.of(
                new BrokersCheck(kafka),
                new RegistryCheck(config.kafka()),
                new VersionsCheck(Optional.of(kafka), sluicegate),
                new AuthorisationsCheck(kafka),
                new TopicsCheck(kafka),
                new SchemasCheck(kafka),
                new TransactionsCheck(kafka, open),
                new ClockCheck(kafka),
                new StagesCheck(kafka),
                new InstancesCheck(kafka),
                new ServiceCheck(config.pipeline(), config.service()),
                new DiskCheck(config, Disk.OF_THIS_MACHINE),
                new BrokerDisksCheck(kafka),
                new MemoryCheck(config),
                new ProviderCheck(config.model().execution()),
                new LocaleCheck());
    }
}
