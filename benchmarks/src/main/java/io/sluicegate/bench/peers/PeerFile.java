package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.BenchModel;
import io.sluicegate.bench.scoring.BenchPipeline;
import io.sluicegate.bench.scoring.Graphs;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of one measurement, in the file that a peer's JVM reads. */
final class PeerFile {
    /** As Sluicegate sets its own producers ({@code latency: balanced}); under exactly-once, those wait for the commit. */
    private static final int LINGER_MS = 5;

    private static final int BATCH_BYTES = 65_536;

    /** Under at-least-once a commit only bounds what a restart repeats. */
    private static final int SELDOM_MS = 5_000;

    private final PeersSettings settings;

    PeerFile(PeersSettings settings) {
        this.settings = settings;
    }

    /** Writes the file to the folder of the pipeline's data. */
    Path write(PipelineConfig config, Entry entry, PeerModel model, int schema, Path samples) throws IOException {
        var file = config.service().data().resolve("peer.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties(config, entry, model, schema, samples).store(out, null);
        }
        return file;
    }

    private Properties properties(PipelineConfig config, Entry entry, PeerModel model, int schema, Path samples) {
        var topics = Topics.of(config.pipeline());
        var properties = new Properties();
        properties.setProperty("bootstrap", config.kafka().bootstrap());
        properties.setProperty("source", topics.features());
        properties.setProperty("sink", topics.predictions());
        properties.setProperty("group", config.pipeline());
        properties.setProperty("guarantee", entry.guaranteeLabel());
        properties.setProperty("threads", Integer.toString(entry.threads()));
        var commit = entry.exactlyOnce() ? settings.commitMs() : SELDOM_MS;
        properties.setProperty("commit.ms", Integer.toString(commit));
        properties.setProperty("cap", Integer.toString(entry.contender().cap()));
        properties.setProperty("linger.ms", Integer.toString(entry.exactlyOnce() ? commit : LINGER_MS));
        properties.setProperty("batch.bytes", Integer.toString(BATCH_BYTES));
        properties.setProperty("samples", samples.toString());
        properties.setProperty("work", config.service().data().toString());
        properties.putAll(ofModel(model));
        properties.putAll(ofPredictions(config, model, schema));
        return properties;
    }

    private static Properties ofModel(PeerModel model) {
        var properties = new Properties();
        properties.setProperty("model.file", model.file().toString());
        properties.setProperty("model.input", model.input());
        properties.setProperty("model.output", Graphs.OUTPUT);
        properties.setProperty("model.layout", model.layout());
        properties.setProperty("model.columns", Integer.toString(model.columns()));
        properties.setProperty("model.threshold", Double.toString(BenchModel.THRESHOLD));
        return properties;
    }

    private static Properties ofPredictions(PipelineConfig config, PeerModel model, int schema) {
        var properties = new Properties();
        properties.setProperty("written.schema", Integer.toString(schema));
        properties.setProperty("written.pipeline", config.pipeline());
        properties.setProperty("written.model", BenchPipeline.MODEL);
        properties.setProperty("written.version", model.version().getVersion());
        properties.setProperty("written.digest", model.version().getBundleDigest());
        return properties;
    }
}
