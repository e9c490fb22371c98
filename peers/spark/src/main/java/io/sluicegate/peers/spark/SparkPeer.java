package io.sluicegate.peers.spark;

import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Sampler;
import java.nio.file.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The query: micro-batches that follow one another without a pause, each partition of one scored in batches. Its Kafka sink is at least
 * once; it has no other.
 */
public final class SparkPeer {
    /** A micro-batch of a backlog: larger ones gained nothing, smaller ones cost. */
    private static final String MOST_RECORDS = "400000";

    private static final String MOST_POLLED = "5000";

    private static final StructType ANSWER = DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField("key", DataTypes.BinaryType, false),
        DataTypes.createStructField("value", DataTypes.BinaryType, false),
        DataTypes.createStructField("partition", DataTypes.IntegerType, false)
    });

    private SparkPeer() {}

    /** @param arguments the file with the settings */
    public static void main(String[] arguments) throws Exception {
        var settings = PeerSettings.read(Path.of(arguments[0]));
        Sampler.start(Path.of(settings.samples()));
        var features = session(settings)
                .readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", settings.bootstrap())
                .option("kafka.max.poll.records", MOST_POLLED)
                .option("subscribe", settings.source())
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", MOST_RECORDS)
                .load()
                .select("key", "value", "partition", "offset");
        MapPartitionsFunction<Row, Row> score = rows -> new ScoredRows(settings, rows);
        features.mapPartitions(score, Encoders.row(ANSWER))
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", settings.bootstrap())
                .option("kafka.linger.ms", settings.lingerMs())
                .option("kafka.batch.size", settings.batchBytes())
                .option("topic", settings.sink())
                .option(
                        "checkpointLocation",
                        Path.of(settings.work(), "checkpoint").toString())
                .trigger(Trigger.ProcessingTime(0))
                .start()
                .awaitTermination();
    }

    private static SparkSession session(PeerSettings settings) {
        return SparkSession.builder()
                .master("local[" + settings.threads() + "]")
                .appName("peer")
                .config("spark.ui.enabled", false)
                .config("spark.log.level", "WARN")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", settings.work())
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of(settings.work(), "warehouse").toString())
                .getOrCreate();
    }
}
