package io.sluicegate.launcher.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A topology, record by record, by Kafka Streams' own test driver. */
final class Bench implements AutoCloseable {
    private final TopologyTestDriver driver;
    private Instant now;

    /** @param begin what the clock says at first */
    Bench(Topology topology, Path work, Instant begin) {
        driver = new TopologyTestDriver(topology, properties(work), begin);
        now = begin;
    }

    private static Properties properties(Path work) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "sluicegate-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, work.resolve("state").toString());
        return properties;
    }

    void pipe(String topic, byte @Nullable [] key, byte @Nullable [] value, Instant at) {
        pipe(topic, new TestRecord<>(key, value, new RecordHeaders(), at));
    }

    /** Appends a record at its time; the clock says that time, unless it is later already. */
    void pipe(String topic, TestRecord<byte[], byte[]> record) {
        advanceTo(record.getRecordTime());
        var write = new ByteArraySerializer();
        driver.createInputTopic(topic, write, write).pipeInput(record);
    }

    /** Appends a record as another topology wrote it. */
    void pass(String topic, TestRecord<byte[], byte[]> record) {
        Headers headers = new RecordHeaders(record.headers());
        pipe(topic, new TestRecord<>(record.key(), record.value(), headers, record.getRecordTime()));
    }

    private void advanceTo(Instant time) {
        if (time.isAfter(now)) {
            driver.advanceWallClockTime(Duration.between(now, time));
            now = time;
        }
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        var read = new ByteArrayDeserializer();
        return driver.createOutputTopic(topic, read, read).readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
