package io.sluicegate.peers;

import java.util.Properties;

/** Settings as the benchmark writes them. */
final class TestSettings {
    private TestSettings() {}

    static Properties properties() {
        var properties = new Properties();
        properties.setProperty("bootstrap", "localhost:9092");
        properties.setProperty("source", "p.features");
        properties.setProperty("sink", "p.predictions");
        properties.setProperty("group", "p");
        properties.setProperty("guarantee", "exactly-once");
        properties.setProperty("threads", "2");
        properties.setProperty("commit.ms", "100");
        properties.setProperty("cap", "32");
        properties.setProperty("linger.ms", "5");
        properties.setProperty("batch.bytes", "65536");
        properties.setProperty("samples", "/tmp/samples");
        properties.setProperty("work", "/tmp/work");
        properties.setProperty("model.file", "/tmp/model.onnx");
        properties.setProperty("model.input", "features");
        properties.setProperty("model.output", "score");
        properties.setProperty("model.layout", "dlbv");
        properties.setProperty("model.columns", "5");
        properties.setProperty("model.threshold", "0.5");
        properties.setProperty("written.schema", "12");
        properties.setProperty("written.pipeline", "p");
        properties.setProperty("written.model", "bench-model");
        properties.setProperty("written.version", "1");
        properties.setProperty("written.digest", "abc");
        return properties;
    }
}
