package io.sluicegate.launcher.cases;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.enricher.domain.InvalidFeatureSetException;
import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs all cases of a suite; what the command line names takes the place of what the suite's file names. */
record CaseRunner(Given given, Map<String, String> environment) {

    /** What the command line names. */
    record Given(Optional<Path> pipeline, Optional<Path> schema, Optional<Path> bundle, Optional<String> version) {}

    /** @param each gets each result, as soon as it is there */
    void run(Suite suite, Consumer<CaseResult> each) throws IOException {
        var config = PipelineConfigReader.read(
                given.pipeline().or(suite::pipeline).orElseThrow(() -> missing(suite, "pipeline")), environment);
        var schema =
                AvroSchemaFile.record(given.schema().or(suite::schema).orElseThrow(() -> missing(suite, "schema")));
        var work = Files.createTempDirectory("sluicegate-test-");
        try (var laboratory = new Laboratory(alone(config, work), schema, bundle(suite, config), work)) {
            suite.cases().forEach(it -> each.accept(result(laboratory, suite, it)));
        } catch (InvalidFeatureSetException e) {
            throw new CommandFailed(e, Message.BAD_CASES, suite.file(), String.valueOf(e.getMessage()));
        } finally {
            delete(work);
        }
    }

    private static CommandFailed missing(Suite suite, String key) {
        return new CommandFailed(Message.BAD_CASES, suite.file(), "names no " + key + ", nor does the option --" + key);
    }

    private Optional<Bundle> bundle(Suite suite, PipelineConfig config) {
        var folder = given.bundle()
                .or(() -> given.version().map(it -> published(config, it)))
                .or(suite::bundle)
                .or(() -> suite.version().map(it -> published(config, it)));
        return folder.map(CaseRunner::opened);
    }

    private static Path published(PipelineConfig config, String version) {
        return config.model().store().resolve(config.model().name()).resolve(version);
    }

    private static Bundle opened(Path folder) {
        var opened = BundleStore.open(folder.toString());
        if (opened instanceof Whole whole) {
            return whole.bundle();
        }
        throw new CommandFailed(Message.BUNDLE_UNUSABLE, folder, ((Refused) opened).message());
    }

    /** The pipeline with a registry within this process and a folder of its own: nothing outside is read or written. */
    private static PipelineConfig alone(PipelineConfig it, Path work) {
        var kafka = new KafkaSettings(
                "none:1",
                "mock://" + UUID.randomUUID(),
                it.kafka().guarantee(),
                it.kafka().latency(),
                (short) 1,
                Map.of());
        var service = new ServiceSettings("test", work, "localhost", 0, 1, Duration.ZERO);
        return new PipelineConfig(
                it.pipeline(),
                it.partitions(),
                kafka,
                service,
                it.events(),
                it.features(),
                it.model(),
                it.drift(),
                it.policies());
    }

    private static CaseResult result(Laboratory laboratory, Suite suite, Case of) {
        var begin = System.nanoTime();
        if (of.needsModel() && !laboratory.hasModel()) {
            return failed(
                    suite, of, begin, "it expects predictions: name a bundle or a model-version, here or in its file");
        }
        try {
            var outcome = laboratory.run(of, suite.shared());
            var differences = new Judge(suite.tolerance()).differences(of, outcome);
            return new CaseResult(suite, of, since(begin), differences, Optional.empty());
        } catch (RuntimeException e) {
            return failed(suite, of, begin, root(e));
        }
    }

    private static CaseResult failed(Suite suite, Case of, long begin, String why) {
        return new CaseResult(suite, of, since(begin), List.of(), Optional.of(why));
    }

    private static String root(Throwable fault) {
        var cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
