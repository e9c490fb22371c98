package io.sluicegate.peers.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of the features' job, as the benchmark writes them to a file.
 *
 * @param events the topic that it reads
 * @param features the topic that it writes
 * @param group its consumer group, and prefix of its transactions
 * @param latenessMs how late an event may be, in milliseconds
 * @param commitMs how often it commits, in milliseconds
 * @param work a folder for checkpoints
 */
record FeatureSettings(
        String bootstrap, String events, String features, String group, int latenessMs, int commitMs, String work) {

    static FeatureSettings read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new FeatureSettings(
                properties.getProperty("bootstrap"),
                properties.getProperty("events"),
                properties.getProperty("features"),
                properties.getProperty("group"),
                Integer.parseInt(properties.getProperty("lateness.ms")),
                Integer.parseInt(properties.getProperty("commit.ms")),
                properties.getProperty("work"));
    }
}
