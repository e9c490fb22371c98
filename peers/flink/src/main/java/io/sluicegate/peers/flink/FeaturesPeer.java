package io.sluicegate.peers.flink;

import static org.apache.flink.table.api.Expressions.$;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The windows of the fraud example's features in Flink SQL, as one who knows it would write them: aggregates over the rows of a card that
 * end with the event's own, one query for each length of window, one after the other in one job. State is on the heap.
 */
public final class FeaturesPeer {
    private static final List<String> WINDOWS = List.of("'10' MINUTE", "'1' HOUR", "'3' HOUR");
    private static final String EVENTS = "events";
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    private FeaturesPeer() {}

    /** @param arguments the file with the settings */
    public static void main(String[] arguments) throws Exception {
        var settings = FeatureSettings.read(Path.of(arguments[0]));
        var environment = LocalFlink.environment(1, settings.commitMs(), true);
        var checkpoints = new Configuration();
        checkpoints.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        checkpoints.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Path.of(settings.work(), "checkpoints").toUri().toString());
        environment.configure(checkpoints);
        features(environment, settings).sinkTo(sink(settings)).name("features");
        environment.execute("features");
    }

    private static DataStream<Row> features(StreamExecutionEnvironment environment, FeatureSettings settings) {
        var times = WatermarkStrategy.<Row>forBoundedOutOfOrderness(Duration.ofMillis(settings.latenessMs()))
                .withTimestampAssigner((row, before) -> CardEvents.time(row));
        var rows = environment.fromSource(source(settings), times, EVENTS, CardEvents.TYPE);
        var tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView(
                EVENTS,
                rows,
                Schema.newBuilder()
                        .column(CardEvents.CARD, DataTypes.STRING())
                        .column(CardEvents.AMOUNT, DataTypes.DOUBLE())
                        .column(CardEvents.ABSENT, DataTypes.BOOLEAN())
                        .column(CardEvents.ABROAD, DataTypes.BOOLEAN())
                        .column(CardEvents.HAPPENED, DataTypes.TIMESTAMP_LTZ(3))
                        .watermark(CardEvents.HAPPENED, "SOURCE_WATERMARK()")
                        .build());
        return tables.toDataStream(numbers(tables.sqlQuery(query())));
    }

    private static Table numbers(Table features) {
        return features.dropColumns($(CardEvents.ABSENT), $(CardEvents.ABROAD), $(CardEvents.HAPPENED));
    }

    /** Flink's OVER aggregates of one query have one window, so that each further window is a query over the one before. */
    static String query() {
        var query = EVENTS;
        for (int place = 0; place < WINDOWS.size(); place++) {
            query = """
                    (SELECT *,
                      COUNT(*) OVER w AS count_%1$d,
                      SUM(amount) OVER w AS spend_%1$d,
                      MAX(amount) OVER w AS max_%1$d,
                      SUM(CASE WHEN absent THEN 1 ELSE 0 END) OVER w AS absent_count_%1$d,
                      SUM(CASE WHEN absent THEN amount ELSE 0.0e0 END) OVER w AS absent_spend_%1$d,
                      SUM(CASE WHEN abroad THEN amount ELSE 0.0e0 END) OVER w AS abroad_spend_%1$d
                    FROM %2$s
                    WINDOW w AS (PARTITION BY card ORDER BY happened
                      RANGE BETWEEN INTERVAL %3$s PRECEDING AND CURRENT ROW))""".formatted(place, query, WINDOWS.get(place));
        }
        return "SELECT * FROM " + query;
    }

    private static KafkaSource<Row> source(FeatureSettings settings) {
        return KafkaSource.<Row>builder()
                .setBootstrapServers(settings.bootstrap())
                .setTopics(settings.events())
                .setGroupId(settings.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new CardEvents())
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
                .build();
    }

    private static KafkaSink<Row> sink(FeatureSettings settings) {
        var producer = new Properties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(settings.commitMs()));
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        return KafkaSink.<Row>builder()
                .setBootstrapServers(settings.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.group())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new WindowRows(settings.features()))
                .build();
    }
}
