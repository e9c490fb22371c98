package io.sluicegate.peers;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of one measurement, as the benchmark writes them to a file for the JVM of a peer.
 *
 * @param source the topic with the features
 * @param sink the topic for the predictions
 * @param group the name of the application: consumer group, and prefix of its transactions
 * @param commitMs how often it commits, in milliseconds
 * @param cap most rows in one call of the model; 1 scores one record at a time
 * @param lingerMs how long a producer waits for more records
 * @param batchBytes size of a producer's batches
 * @param samples the file for the samples
 * @param work a folder for checkpoints
 */
public record PeerSettings(
        String bootstrap,
        String source,
        String sink,
        String group,
        boolean exactlyOnce,
        int threads,
        int commitMs,
        int cap,
        int lingerMs,
        int batchBytes,
        String samples,
        String work,
        Model model,
        Written written)
        implements Serializable {

    /**
     * The model, and what fills it.
     *
     * @param file its ONNX file
     * @param layout the types of the features in the order of the record, a letter each: d(ouble), l(ong), b(oolean), v(ector of float32)
     * @param columns elements of a row
     */
    public record Model(String file, String input, String output, String layout, int columns, double threshold)
            implements Serializable {}

    /**
     * What every prediction says.
     *
     * @param schema the id of the predictions' schema
     */
    public record Written(int schema, String pipeline, String model, String version, String digest)
            implements Serializable {}

    public static PeerSettings read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return of(properties);
    }

    static PeerSettings of(Properties from) {
        return new PeerSettings(
                text(from, "bootstrap"),
                text(from, "source"),
                text(from, "sink"),
                text(from, "group"),
                text(from, "guarantee").equals("exactly-once"),
                number(from, "threads"),
                number(from, "commit.ms"),
                number(from, "cap"),
                number(from, "linger.ms"),
                number(from, "batch.bytes"),
                text(from, "samples"),
                text(from, "work"),
                model(from),
                written(from));
    }

    private static Model model(Properties from) {
        return new Model(
                text(from, "model.file"),
                text(from, "model.input"),
                text(from, "model.output"),
                text(from, "model.layout"),
                number(from, "model.columns"),
                Double.parseDouble(text(from, "model.threshold")));
    }

    private static Written written(Properties from) {
        return new Written(
                number(from, "written.schema"),
                text(from, "written.pipeline"),
                text(from, "written.model"),
                text(from, "written.version"),
                text(from, "written.digest"));
    }

    private static int number(Properties from, String key) {
        return Integer.parseInt(text(from, key));
    }

    private static String text(Properties from, String key) {
        var value = from.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the peer's settings lack '" + key + "'");
        }
        return value;
    }
}
