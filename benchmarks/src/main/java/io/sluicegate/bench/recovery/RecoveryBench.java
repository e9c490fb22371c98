package io.sluicegate.bench.recovery;

import io.sluicegate.bench.local.Await;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import io.sluicegate.sandbox.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills the state of a stage, kills the stage while it writes, starts it again on its folder, and waits for its first answer. */
final class RecoveryBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int START_SECONDS = 120;
    private static final int MORE = 2_000;
    private static final double NANOS = 1e9;

    private final RecoverySettings settings;
    private final Path folder;
    private final String brokers;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, String> answers;
    private final Random random = new Random(1);

    private RecoveryBench(RecoverySettings settings, Path folder, String brokers) {
        this.settings = settings;
        this.folder = folder;
        this.brokers = brokers;
        Map<String, Object> client = Map.of("bootstrap.servers", brokers);
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
        answers = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        answers.assign(List.of(new TopicPartition(KeeperMain.ANSWERS, 0)));
        answers.seekToBeginning(answers.assignment());
    }

    static RecoveryReport run(RecoverySettings settings, Path folder) throws Exception {
        var node = BrokerNode.cluster(1).get(0);
        try (var broker = BrokerProcess.start(folder.resolve("kafka"), node, List.of(node), List.of("-Xmx512m"))) {
            createTopics(node.address());
            try (var bench = new RecoveryBench(settings, folder, node.address())) {
                return bench.run();
            }
        }
    }

    private static void createTopics(String brokers) throws InterruptedException, ExecutionException, TimeoutException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", START_SECONDS * 1000))) {
            admin.createTopics(List.of(
                            new NewTopic(KeeperMain.EVENTS, 1, (short) 1),
                            new NewTopic(KeeperMain.ANSWERS, 1, (short) 1)))
                    .all()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        }
    }

    private RecoveryReport run() throws Exception {
        var stage = start(0);
        try {
            var begin = System.nanoTime();
            produce(settings.records());
            awaitAnswers(0, settings.records());
            var fill = (System.nanoTime() - begin) / NANOS;
            var disk = megabytes(state());
            var recoveries = new ArrayList<Recovery>();
            for (var round = 1; round <= settings.rounds(); round++) {
                produce(MORE);
                awaitAnswers(round - 1, MORE / 2);
                kill(stage);
                begin = System.nanoTime();
                stage = start(round);
                recoveries.add(new Recovery(awaitAnswers(round, 1), (System.nanoTime() - begin) / NANOS));
                System.out.println(
                        "kill " + round + ": " + recoveries.get(round - 1).cells());
            }
            return new RecoveryReport(settings, Machine.here(), fill, disk, recoveries);
        } finally {
            stage.close();
        }
    }

    private JvmProcess start(int run) throws IOException {
        var main = List.of(
                KeeperMain.class.getName(),
                brokers,
                state().toString(),
                Boolean.toString(settings.transactional()),
                Integer.toString(run));
        return JvmProcess.start("keeper", List.of("-Xmx512m"), main, Map.of(), folder);
    }

    private static void kill(JvmProcess stage) throws InterruptedException {
        stage.signal("KILL");
        stage.awaitExit(PATIENCE);
        stage.close();
    }

    /** Writes new values of the keys from the first on; the values can't be compressed. */
    private void produce(int records) throws Exception {
        for (var i = 0; i < records - 1; i++) {
            var unused = send(i);
        }
        send(records - 1).get();
    }

    private Future<?> send(int key) {
        var value = new byte[RecoverySettings.VALUE_BYTES];
        random.nextBytes(value);
        return producer.send(new ProducerRecord<>(KeeperMain.EVENTS, "key-" + key, value));
    }

    /** Waits for so many more answers of a run, committed or not; returns the number of records that the run has restored. */
    private long awaitAnswers(int run, int wanted) throws InterruptedException {
        var own = run + " ";
        var restored = new ArrayList<Long>();
        Await.until(wanted + " answers of run " + run + " (see " + folder + ")", PATIENCE, () -> {
            answers.poll(POLL).forEach(answer -> {
                if (answer.value().startsWith(own)) {
                    restored.add(Long.parseLong(answer.value().substring(own.length())));
                }
            });
            return restored.size() >= wanted;
        });
        return restored.get(restored.size() - 1);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private static long megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toFile)
                            .mapToLong(file -> file.isFile() ? file.length() : 0)
                            .sum()
                    >> 20;
        }
    }

    @Override
    public void close() {
        producer.close();
        answers.close();
    }
}
