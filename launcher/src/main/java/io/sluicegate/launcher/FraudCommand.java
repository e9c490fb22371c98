package io.sluicegate.launcher;

import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code fraud} command: runs single parts of the card-fraud example against any cluster. */
@Command(
        name = "fraud",
        description = "The card-fraud example: its history, its first model, its traffic.",
        footer = "  sluicegate fraud traffic --pipeline examples/fraud/fraud.yaml")
final class FraudCommand {

    @Command(
            description = "Write a history of card transactions to an Avro file.",
            footer = "  sluicegate fraud history --pipeline examples/fraud/fraud.yaml --out history.avro")
    int history(
            @Mixin PipelineOption pipeline,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.") Path out)
            throws IOException {
        var example = example(pipeline.read());
        try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(CardTransaction.class))) {
            writer.create(CardTransaction.getClassSchema(), out.toFile());
            for (var generated : example.history()) {
                writer.append(generated.event());
            }
        }
        System.out.println(example.history().size() + " transactions in " + out);
        return 0;
    }

    @Command(
            description = "Train a model on a history and publish it in the pipeline's model store.",
            footer = "  sluicegate fraud train --pipeline examples/fraud/fraud.yaml --model-version 1")
    @SuppressWarnings("try") // progress watches the job until it is closed
    int train(
            @Mixin PipelineOption pipeline,
            @Option(
                            names = {"-v", "--model-version"},
                            required = true,
                            paramLabel = "VERSION",
                            description = "The new version.")
                    String version)
            throws IOException {
        var example = example(pipeline.read());
        var computed = new AtomicLong();
        PublishedVersion published;
        try (var progress =
                Progress.of(Terminal.standard(), "training", example.history().size(), computed::get)) {
            published = example.publishFirst(version, Instant.now(), computed::incrementAndGet);
        }
        System.out.println("Version " + published.version() + " is published at " + published.location());
        System.out.println(published.description());
        return 0;
    }

    @Command(
            description = "Produce transactions and their labels until stopped.",
            footer = "  sluicegate fraud traffic --pipeline examples/fraud/fraud.yaml --drift-after 60")
    int traffic(
            @Mixin PipelineOption pipeline,
            @Option(
                            names = "--drift-after",
                            paramLabel = "SECONDS",
                            description = "Switch to the drifted world after this many seconds.")
                    @Nullable
                    Long driftAfter)
            throws InterruptedException {
        var config = pipeline.read();
        try (var cluster = Cluster.open(config);
                var traffic = example(config).traffic(cluster.clients(), InstantSource.system())) {
            traffic.start();
            var forever = new CountDownLatch(1);
            if (driftAfter != null && !forever.await(driftAfter, TimeUnit.SECONDS)) {
                traffic.switchDrift();
            }
            while (traffic.failure().isEmpty() && !forever.await(1, TimeUnit.SECONDS)) {
                // the generator runs on its own thread
            }
            throw new CommandFailed(
                    Message.TRAFFIC_STOPPED,
                    traffic.failure().map(Exception::toString).orElse(""));
        }
    }

    private static FraudExample example(PipelineConfig config) {
        return FraudExample.create(config, Scale.CALM, Instant.now());
    }
}
