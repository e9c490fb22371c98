package io.sluicegate.runtime.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Pattern START = Pattern.compile("(bug).*");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetters letters = new DeadLetters("checker", new PipelineMetrics(meters, "fraud"));

    /** Refuses what says "bad", breaks on what says "bug", waits for what says "later". */
    private final class Checker extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            switch (START.matcher(new String(record.value(), StandardCharsets.UTF_8))
                    .replaceAll("$1")) {
                case "bad" ->
                    context()
                            .forward(
                                    letters.letter(
                                            context(), record, new Rejection(ErrorCode.MISSING_FIELD, "no amount")),
                                    "letters");
                case "bug" -> throw new IllegalStateException("nobody foresaw this");
                case "later" -> throw new StreamsException("waiting", new TimeoutException("not now"));
                default -> context().forward(record, "out");
            }
        }
    }

    @Test
    void shouldKeepTheRecordAndSayTheCause() {
        try (var driver = driver(topology(new ByteArrayDeserializer()))) {
            send(driver, "bad");

            var letter = letter(driver);

            assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("bad");
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("key");
            assertThat(texts(letter.headers()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "traceparent",
                            "00-1",
                            DeadLetter.STAGE,
                            "checker",
                            DeadLetter.TOPIC,
                            "in",
                            DeadLetter.PARTITION,
                            "0",
                            DeadLetter.OFFSET,
                            "0",
                            DeadLetter.CODE,
                            "MISSING_FIELD",
                            DeadLetter.MESSAGE,
                            "no amount"));
            assertThat(count(ErrorCode.MISSING_FIELD)).isEqualTo(1);
        }
    }

    @Test
    void shouldMakeTheLetterOfARecordOfAnySizeFit() {
        try (var driver = driver(topology(new ByteArrayDeserializer()))) {
            send(driver, "bug" + "x".repeat(9_000_000));

            var letter = letter(driver);

            assertThat(letter.value()).isNull();
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("key");
            assertThat(texts(letter.headers()))
                    .containsEntry(DeadLetter.OFFSET, "0")
                    .containsEntry("traceparent", "00-1")
                    .containsEntry("sluicegate.value.size", "9000003")
                    .hasEntrySatisfying(
                            "sluicegate.value.sha256", hash -> assertThat(hash).hasSize(64));
        }
    }

    @Test
    void shouldReplaceTheCauseOfAnEarlierDeadLetter() {
        var first = new DeadLetter("a", "t", 0, 1, ErrorCode.NULL_KEY, "m").onto(new RecordHeaders());

        var second = new DeadLetter("b", "t", 0, 2, ErrorCode.UNSCORABLE, "n").onto(first);

        assertThat(second.headers(DeadLetter.CODE)).hasSize(1);
        assertThat(texts(second)).containsEntry(DeadLetter.CODE, "UNSCORABLE").containsEntry(DeadLetter.STAGE, "b");
        assertThat(texts(first)).containsEntry(DeadLetter.STAGE, "a");
    }

    @Test
    void shouldMakeADeadLetterOfAFaultThatNobodyForesawAndGoOn() {
        try (var driver = driver(topology(new ByteArrayDeserializer()))) {
            send(driver, "bug");
            send(driver, "good");

            var letter = letter(driver);

            assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("bug");
            assertThat(texts(letter.headers()))
                    .containsEntry("traceparent", "00-1")
                    .containsEntry(DeadLetter.CODE, "UNEXPECTED")
                    .containsEntry(DeadLetter.OFFSET, "0")
                    .containsEntry(DeadLetter.MESSAGE, "java.lang.IllegalStateException: nobody foresaw this");
            assertThat(output(driver, "out").readValue())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("good");
            assertThat(count(ErrorCode.UNEXPECTED)).isEqualTo(1);
        }
    }

    @Test
    void shouldSendWhatNobodyForesawToTheDeadLettersOfItsSource() {
        var properties = properties();
        properties.put(UnexpectedErrors.TOPICS, Set.of("other.dlq"));
        var bytes = new ByteArraySerializer();
        var topology = topology(new ByteArrayDeserializer())
                .addSource("others", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "other")
                .addProcessor("check", Checker::new, "others")
                .addSink("never", "never", bytes, bytes, "check");
        try (var driver = new TopologyTestDriver(topology, properties)) {
            driver.createInputTopic("other", bytes, bytes).pipeInput(bytes("key"), bytes("bug"));
            send(driver, "bug");

            assertThat(texts(output(driver, "other.dlq").readRecord().headers()))
                    .containsEntry(DeadLetter.TOPIC, "other");
            assertThat(texts(letter(driver).headers())).containsEntry(DeadLetter.TOPIC, "in");
        }
    }

    @Test
    void shouldMakeADeadLetterOfWhatASourceCannotDeserialise() {
        try (var driver = driver(topology(new IntegerDeserializer()))) {
            send(driver, "not an integer");

            assertThat(texts(letter(driver).headers())).containsEntry(DeadLetter.CODE, "UNDECODABLE");
        }
    }

    @Test
    void shouldFailOnWhatPassesByItself() {
        try (var driver = driver(topology(new ByteArrayDeserializer()))) {
            assertThatThrownBy(() -> send(driver, "later")).isInstanceOf(StreamsException.class);
            assertThat(output(driver, "dlq").isEmpty()).isTrue();
        }
    }

    @Test
    void shouldGiveEachCodeAMeaning() {
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.meaning()).isNotBlank());
    }

    private Topology topology(Deserializer<?> values) {
        var bytes = new ByteArraySerializer();
        return new Topology()
                .addSource("source", new ByteArrayDeserializer(), values, "in")
                .addProcessor("checker", Checker::new, "source")
                .addSink("out", "out", bytes, bytes, "checker")
                .addSink("letters", "dlq", bytes, bytes, "checker");
    }

    private TopologyTestDriver driver(Topology topology) {
        return new TopologyTestDriver(topology, properties());
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "checker");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dlq");
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
        properties.put(UnexpectedErrors.LETTERS, letters);
        return properties;
    }

    private static void send(TopologyTestDriver driver, String value) {
        var headers = new RecordHeaders().add("traceparent", bytes("00-1"));
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(bytes("key"), bytes(value), headers, Instant.EPOCH));
    }

    private static TestRecord<byte[], byte[]> letter(TopologyTestDriver driver) {
        return output(driver, "dlq").readRecord();
    }

    private static org.apache.kafka.streams.TestOutputTopic<byte[], byte[]> output(
            TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private double count(ErrorCode code) {
        return meters.get(Metric.DEAD_LETTERS.id())
                .tags("stage", "checker", "topic", "in", "code", code.name())
                .counter()
                .count();
    }

    private static Map<String, String> texts(Headers headers) {
        var texts = new LinkedHashMap<String, String>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
