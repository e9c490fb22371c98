package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.sluicegate.runtime.registry.Schemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingConsumerTest {
    private static final TopicPartition ONE = new TopicPartition("events", 0);
    private static final TopicPartition TWO = new TopicPartition("events", 1);
    private static final int UNKNOWN_TO_ALL = 999;

    private static final class Registry extends MockSchemaRegistryClient {
        private volatile boolean down;

        @Override
        public io.confluent.kafka.schemaregistry.ParsedSchema getSchemaById(int id)
                throws IOException, io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException {
            if (down) {
                throw new IOException("connection refused");
            }
            return super.getSchemaById(id);
        }
    }

    /** Hands out again what follows the place that is sought, as a broker does; the mock alone forgets what it handed out. */
    private static final class KeepingConsumer extends MockConsumer<byte[], byte[]> {
        private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

        KeepingConsumer() {
            super("earliest");
        }

        void append(ConsumerRecord<byte[], byte[]> record) {
            log.add(record);
            addRecord(record);
        }

        @Override
        public synchronized void seek(TopicPartition partition, OffsetAndMetadata place) {
            super.seek(partition, place);
            log.stream()
                    .filter(record -> record.topic().equals(partition.topic())
                            && record.partition() == partition.partition()
                            && record.offset() >= place.offset())
                    .forEach(this::addRecord);
        }
    }

    private final Registry registry = new Registry();
    private final KeepingConsumer kafka = new KeepingConsumer();
    private final List<ConsumerRecords<byte[], byte[]>> noted = new ArrayList<>();
    private SchemaGate gate;
    private Consumer<byte[], byte[]> consumer;
    private int known;
    private int late;

    @BeforeEach
    void assign() throws Exception {
        known = registry.register(
                "a", new AvroSchema(SchemaBuilder.record("A").fields().endRecord()));
        late = registry.register(
                "b", new AvroSchema(SchemaBuilder.record("B").fields().endRecord()));
        var schemas = new Schemas(registry, "http://registry", Duration.ZERO);
        assertThat(schemas.byId(known)).isPresent();
        gate = new SchemaGate(schemas);
        consumer = HoldingConsumer.over(kafka, gate, CommitPace.in(Map.of()), noted::add);
        kafka.assign(List.of(ONE, TWO));
        kafka.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void shouldHoldAPartitionAtItsFirstUnknownSchemaWhileOthersGoOnAndLoseNothing() {
        registry.down = true;
        add(ONE, 0, known);
        add(ONE, 1, late);
        add(ONE, 2, known);
        add(TWO, 0, known);

        var polled = consumer.poll(Duration.ZERO);

        assertThat(offsets(polled.records(ONE))).containsExactly(0L);
        assertThat(offsets(polled.records(TWO))).containsExactly(0L);
        assertThat(polled.nextOffsets().get(ONE).offset()).isEqualTo(1);
        assertThat(consumer.position(ONE)).isEqualTo(1);
        assertThat(consumer.paused()).containsExactly(ONE);

        add(TWO, 1, known);
        assertThat(offsets(consumer.poll(Duration.ZERO).records(TWO))).containsExactly(1L);
        assertThat(consumer.paused()).containsExactly(ONE);

        registry.down = false;
        assertThat(offsets(awaitRecords(2))).containsExactly(1L, 2L);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void shouldTellItsListenerOfEachRecordOnceWhenItIsNoLongerHeld() {
        registry.down = true;
        add(ONE, 0, known);
        add(ONE, 1, late);
        add(TWO, 0, known);
        var polled = consumer.poll(Duration.ZERO);
        assertThat(noted).containsExactly(polled);

        registry.down = false;
        awaitRecords(1);

        assertThat(noted.stream()
                        .flatMap(records -> records.records(ONE).stream())
                        .map(ConsumerRecord::offset))
                .containsExactly(0L, 1L);
    }

    @Test
    void shouldKeepHoldingWhatKafkaStreamsResumes() {
        registry.down = true;
        add(ONE, 0, late);
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();

        consumer.pause(List.of(ONE, TWO));
        consumer.resume(List.of(ONE, TWO));

        assertThat(consumer.paused()).containsExactly(ONE);
    }

    @Test
    void shouldLeavePausedWhatKafkaStreamsHasPausedMeanwhile() {
        registry.down = true;
        add(ONE, 0, late);
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        consumer.pause(List.of(ONE));
        registry.down = false;

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
            return gate.isOpen(late);
        });
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        assertThat(consumer.paused()).containsExactly(ONE);

        consumer.resume(List.of(ONE));
        assertThat(offsets(awaitRecords(1))).containsExactly(0L);
    }

    @Test
    void shouldHandOutANewSchemaAtOnceWhileTheRegistryAnswers() {
        add(ONE, 0, late);

        assertThat(offsets(awaitRecords(1))).containsExactly(0L);
    }

    @Test
    void shouldHandOutWhatNoRegistryHasAndWhatIsNotInTheWireFormat() {
        add(ONE, 0, UNKNOWN_TO_ALL);
        kafka.append(new ConsumerRecord<>(ONE.topic(), ONE.partition(), 1, new byte[0], null));
        kafka.append(new ConsumerRecord<>(ONE.topic(), ONE.partition(), 2, new byte[0], new byte[] {7}));

        add(ONE, 3, 0x80010203);
        add(ONE, 4, 0);

        assertThat(offsets(awaitRecords(5))).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void shouldTellThePaceHowManyRecordsItHandsOutAndHowManyWait() {
        var pace = new CommitPace(Optional.of(Duration.ofMillis(5)), 1, Duration.ofMillis(100), () -> 0);
        var context = new MockProcessorContext<byte[], byte[]>();
        consumer = HoldingConsumer.over(kafka, gate, pace, noted::add);
        registry.down = true;
        add(ONE, 0, known);
        add(ONE, 1, late);
        kafka.updateEndOffsets(Map.of(ONE, 5_000L, TWO, 0L));

        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(1);
        pace.ofThisThread().processed(context);
        assertThat(context.committed()).as("what is held back doesn't wait").isTrue();

        context.resetCommit();
        add(TWO, 0, known);
        kafka.updateEndOffsets(Map.of(TWO, 5_000L));
        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(1);
        pace.ofThisThread().processed(context);
        assertThat(context.committed()).as("a backlog").isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitRecords(int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            records.addAll(consumer.poll(Duration.ZERO).records(ONE));
            return records.size() >= count;
        });
        return records;
    }

    private void add(TopicPartition partition, long offset, int schema) {
        kafka.append(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                new byte[0],
                ByteBuffer.allocate(5).put((byte) 0).putInt(schema).array()));
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }
}
