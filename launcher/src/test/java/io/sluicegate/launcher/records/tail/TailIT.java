package io.sluicegate.launcher.records.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@WithCluster
class TailIT {
    private static final String TOPIC = "long.log";
    private static final int RECORDS = RunLength.choose(30_000, 10_000_000);
    private static final int CHUNK = 30_000;
    private static final Duration PATIENCE = RunLength.choose(Duration.ofMinutes(1), Duration.ofSeconds(3));
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    private final List<Long> decoded = new ArrayList<>();
    private final List<Seen> shown = new ArrayList<>();

    @Test
    void shouldNotReadALogWholeToFindItsEndAKeyOrAPlace(TestCluster cluster) throws Exception {
        fill(cluster);
        try (var clients = new Clients(
                        settings(cluster),
                        PipelineConfigReader.read(FRAUD, Map.of()).service());
                var reader = new LogReader(clients)) {
            walk(reader, Optional.empty(), it -> true, false);
            assertThat(shown).hasSize(Tail.NEWEST);
            assertThat(shown).extracting(Seen::time).isSorted();
            assertThat(decoded).hasSizeLessThan(100);

            walk(reader, Optional.of(new Place.InPartition(1, 4_990)), it -> true, false);
            assertThat(decoded.get(0)).isEqualTo(4_990L);

            var middle = shown.get(0).time();
            walk(reader, Optional.of(new Place.At(middle)), it -> true, false);
            assertThat(shown).extracting(Seen::time).isSorted().first().isEqualTo(middle);

            walk(reader, Optional.empty(), it -> it.key().equals(Optional.of("key-7")), true);
            assertThat(shown).hasSize(Tail.NEWEST);
            assertThat(decoded).hasSizeLessThan(21_000);
        }
    }

    private void walk(LogReader reader, Optional<Place> from, Predicate<Seen> filter, boolean isSelective) {
        decoded.clear();
        shown.clear();
        var began = System.nanoTime();
        var tail = new Tail(
                reader,
                record -> {
                    decoded.add(record.offset());
                    return Seen.of(record, Decoding.rejected(ErrorCode.UNDECODABLE, "not read"));
                },
                filter,
                isSelective,
                it -> shown.add(it) && shown.size() < 1_000,
                Terminal.of(new PrintStream(OutputStream.nullOutputStream()), false, Map.of()),
                InstantSource.system());
        tail.walk(reader.partitions(TOPIC), from, Optional.of(new Place.End()), false, Tail.NEWEST);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    private static void fill(TestCluster cluster) {
        cluster.createTopic(TOPIC, 3, Map.of("message.timestamp.type", "LogAppendTime"));
        for (int from = 0; from < RECORDS; from += CHUNK) {
            var records = IntStream.range(from, Math.min(from + CHUNK, RECORDS))
                    .mapToObj(i -> new ProducerRecord<>(TOPIC, i % 3, "key-" + i % 100, new byte[] {(byte) i}))
                    .toList();
            cluster.produce(records, new ByteArraySerializer());
        }
    }

    private static KafkaSettings settings(TestCluster cluster) {
        return new KafkaSettings(
                cluster.bootstrapServers(),
                TestRegistry.url("tail"),
                KafkaSettings.Guarantee.EXACTLY_ONCE,
                KafkaSettings.Latency.BALANCED,
                (short) 1,
                Map.of());
    }
}
