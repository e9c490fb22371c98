package io.sluicegate.launcher.load;

import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.rows.EventFields;
import io.sluicegate.launcher.rows.FieldPath;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One load on a running pipeline. */
record LoadRun(Cluster cluster, Settings settings, Source source) {
    private static final String NAME = "sluicegate-load";
    private static final double NANOS = 1e9;
    private static final int MAX_BLOCK_MS = 10_000;

    /**
     * What is asked of a load.
     *
     * @param schedule when each event is due, in nanoseconds from the start
     * @param keys how many entities the events have; empty leaves the samples' own
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Settings(
            long[] schedule,
            Duration warmUp,
            Duration length,
            Optional<Integer> keys,
            double skew,
            List<FieldShift> shifts,
            long seed,
            Duration patience,
            Optional<Path> hdr) {}

    LoadResult run(Terminal terminal) throws InterruptedException, IOException {
        var config = cluster.config();
        var random = new Random(settings.seed());
        var schema = source.schema(cluster);
        var given =
                config.events().id().map(it -> EventIds.Given.begun(System.currentTimeMillis(), isNumber(it, schema)));
        var places = given.isPresent() ? Optional.<EventIds.Places>empty() : Optional.of(new EventIds.Places());
        var arrivals = new Arrivals(
                settings.schedule(),
                settings.warmUp().toNanos(),
                given.<EventIds>map(it -> it).orElseGet(places::orElseThrow));
        try (var producer = producer();
                var consumer = consumer();
                var log = new IntervalLog(settings.hdr())) {
            var sender = new Sender(settings.schedule(), events(schema, given, random, terminal), producer, places);
            var loop = new OpenLoop(
                    sender,
                    consumer,
                    Topics.of(config.pipeline()).predictions(),
                    cluster.clients().serdes().reader(Prediction.class),
                    settings.patience());
            int letters = run(loop, arrivals, log, terminal);
            return result(sender, arrivals, letters);
        }
    }

    /** Returns how many dead letters came. */
    @SuppressWarnings("try") // progress watches the load until it is closed
    private int run(OpenLoop loop, Arrivals arrivals, IntervalLog log, Terminal terminal) throws InterruptedException {
        var done = new AtomicReference<>(Progress.Done.of(0, settings.length().toSeconds()));
        try (var progress = Progress.of(terminal, "load", done::get)) {
            return loop.run(arrivals, (second, sent, soFar) -> {
                log.write(second, soFar);
                done.set(Progress.Done.of(second, settings.length().toSeconds())
                        .with(sent + " sent, " + soFar.answered() + " answered"));
            });
        }
    }

    private static boolean isNumber(String field, Schema schema) {
        return FieldPath.of(schema, field)
                .filter(id -> id.schema().getType() == Schema.Type.LONG)
                .isPresent();
    }

    private LoadResult result(Sender sender, Arrivals arrivals, int letters) {
        if (sender.accepted() == 0) {
            throw new CommandFailed(
                    Message.LOAD_SOURCE,
                    cluster.config().events().topic(),
                    "Kafka took none of them: "
                            + sender.fault().map(Exception::toString).orElse(""));
        }
        return new LoadResult(
                settings.length().toNanos() / NANOS,
                sender.sent(),
                sender.refused(),
                arrivals.answered(),
                arrivals.doubled(),
                letters,
                arrivals.micros(),
                sender.lateMicros());
    }

    private EventMaker events(Schema schema, Optional<EventIds.Given> ids, Random random, Terminal terminal)
            throws IOException {
        var events = cluster.config().events();
        return new EventMaker(
                events.topic(),
                EventFields.of(events, schema),
                cluster.clients().serdes().writerOfUsers(AvroSerdes.subject(events.topic()), schema),
                source.samples(cluster, schema, random, terminal::note),
                ids,
                settings.keys().map(count -> new Zipf(count, settings.skew())),
                settings.shifts(),
                random);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var properties = new HashMap<>(cluster.clients().producerProperties(NAME));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer at the end of the predictions and of the dead letters that come before them. */
    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = new HashMap<>(cluster.clients().consumerProperties(NAME));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var topics = Topics.of(cluster.config().pipeline());
        var partitions = Stream.of(
                        topics.predictions(),
                        Topics.deadLetters(cluster.config().events().topic()),
                        Topics.deadLetters(topics.features()))
                .flatMap(topic -> partitions(consumer, topic))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static Stream<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new CommandFailed(Message.TOPIC_MISSING, topic);
        }
        return known.stream().map(it -> new TopicPartition(topic, it.partition()));
    }

    /** The log of HdrHistogram, if one is asked for. */
    private static final class IntervalLog implements AutoCloseable {
        private final Optional<HdrLog> log;

        IntervalLog(Optional<Path> file) throws FileNotFoundException {
            log = file.isPresent() ? Optional.of(new HdrLog(file.get(), System.currentTimeMillis())) : Optional.empty();
        }

        void write(long second, Arrivals arrivals) {
            log.ifPresent(it -> it.write(second, arrivals.takeInterval()));
        }

        @Override
        public void close() {
            log.ifPresent(HdrLog::close);
        }
    }
}
