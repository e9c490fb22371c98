package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Asked;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the growing log: the decisions, the deployment in force, and the number of answered events in each partition. */
final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LOOK_MS = 10;

    private final Topics topics = Topics.of(Visits.PIPELINE);
    private final String events;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroReader<AuditEntry> audit;
    private final AvroReader<Prediction> predictions;
    private final AvroReader<DriftReport> reports;
    private final Map<String, AuditKind> decided = new ConcurrentHashMap<>();
    private final Set<String> windows = ConcurrentHashMap.newKeySet();
    private final AvroReader<InstanceStatus> statusReader;
    private final Map<String, InstanceStatus> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger triggers = new AtomicInteger();
    private final List<Progress> progress = IntStream.range(0, Visits.PARTITIONS)
            .mapToObj(partition -> new Progress())
            .toList();
    private final Thread thread = new Thread(this::follow, "log-watch");
    private volatile Optional<DeploymentView> deployment = Optional.empty();
    private volatile Instant newestEvent = Instant.EPOCH;
    private volatile Instant newestWindow = Instant.EPOCH;
    private volatile boolean closed;

    /** How far a partition has come. */
    private static final class Progress {
        private final Set<String> answered = new HashSet<>();
        private long asked;
        private long moved = System.nanoTime();

        synchronized void ask() {
            if (asked == answered.size()) {
                moved = System.nanoTime();
            }
            asked++;
        }

        synchronized void answer(String id) {
            if (answered.add(id)) {
                moved = System.nanoTime();
            }
        }

        synchronized long open() {
            return asked - answered.size();
        }

        synchronized Duration still() {
            return open() > 0 ? Duration.ofNanos(System.nanoTime() - moved) : Duration.ZERO;
        }
    }

    LogWatch(String events, Clients clients) {
        this.events = events;
        var serdes = clients.serdes();
        audit = serdes.reader(AuditEntry.class);
        predictions = serdes.reader(Prediction.class);
        reports = serdes.reader(DriftReport.class);
        statusReader = serdes.reader(InstanceStatus.class);
        consumer = new KafkaConsumer<>(
                clients.consumerProperties("chaos-watch"), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions());
        thread.setDaemon(true);
        thread.start();
    }

    private List<TopicPartition> partitions() {
        var partitions = new ArrayList<>(List.of(
                new TopicPartition(Topics.AUDIT, 0),
                new TopicPartition(Topics.STATUS, 0),
                new TopicPartition(topics.drift(), 0),
                new TopicPartition(topics.triggers(), 0)));
        for (var topic : List.of(events, Topics.deadLetters(events), topics.predictions())) {
            for (var partition = 0; partition < Visits.PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        return partitions;
    }

    private void follow() {
        while (!closed) {
            try {
                consumer.poll(POLL).forEach(this::take);
            } catch (KafkaException e) {
                LOG.atDebug().setCause(e).log("can't follow the log; trying again");
            }
        }
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var topic = record.topic();
        if (topic.equals(events)) {
            progress.get(record.partition()).ask();
        } else if (topic.equals(topics.predictions())
                && predictions.read(record.value()) instanceof Decoded<Prediction> prediction) {
            progress.get(record.partition()).answer(prediction.value().getEventId());
            newestEvent = later(newestEvent, prediction.value().getEventTime());
        } else if (topic.equals(Topics.deadLetters(events))) {
            var source = Letters.source(record);
            progress.get(source.partition()).answer(Asked.place(source.partition(), source.offset()));
        } else if (topic.equals(Topics.AUDIT) && audit.read(record.value()) instanceof Decoded<AuditEntry> entry) {
            decision(entry.value());
        } else if (topic.equals(Topics.STATUS)) {
            status(record);
        } else if (topic.equals(topics.triggers())) {
            triggers.incrementAndGet();
        } else if (reports.read(record.value()) instanceof Decoded<DriftReport> report) {
            var value = report.value();
            windows.add(window(value.getScope(), value.getWindowEnd()));
            if (value.getScope() == DriftScope.PREDICTION) {
                newestWindow = later(newestWindow, value.getWindowEnd());
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void status(ConsumerRecord<String, byte[]> record) {
        if (statusReader.read(record.value()) instanceof Decoded<InstanceStatus> status) {
            statuses.put(status.value().getInstance(), status.value());
        }
    }

    private void decision(AuditEntry entry) {
        if (entry.getDeployment() != null) {
            deployment = Optional.of(DeploymentView.of(entry.getDeployment()));
        }
        if (entry.getCommand() != null) {
            decided.putIfAbsent(entry.getCommand().getCommandId(), entry.getKind());
        }
    }

    private static String window(DriftScope scope, Instant end) {
        return scope + "/" + end;
    }

    /** The revision in force. */
    Optional<DeploymentView> deployment() {
        return deployment;
    }

    /** The newest status of a scorer. */
    Optional<InstanceStatus> status(String instance) {
        return Optional.ofNullable(statuses.get(instance));
    }

    /** Whether a version is being prepared. */
    boolean preparing() {
        return deployment.filter(now -> now.preparing().isPresent()).isPresent();
    }

    Optional<AuditKind> decided(String commandId) {
        return Optional.ofNullable(decided.get(commandId));
    }

    /** How many windows of any scope have a report. */
    int windows() {
        return windows.size();
    }

    /** The number of retraining triggers. */
    int triggers() {
        return triggers.get();
    }

    /** The time of the newest event that has a prediction. */
    Instant newestEvent() {
        return newestEvent;
    }

    /** The end of the newest window of scores that is reported. */
    Instant newestWindow() {
        return newestWindow;
    }

    boolean reported(DriftScope scope, Instant end) {
        return windows.contains(window(scope, end));
    }

    /** Events without an answer. */
    long open() {
        return progress.stream().mapToLong(Progress::open).sum();
    }

    /** How long each partition has given no answer though it has events. */
    List<Duration> still() {
        return progress.stream().map(Progress::still).toList();
    }

    /** Waits; tells whether it came. */
    boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
