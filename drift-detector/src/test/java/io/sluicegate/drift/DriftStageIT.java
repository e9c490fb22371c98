package io.sluicegate.drift;

import static io.sluicegate.drift.World.GRACE;
import static io.sluicegate.drift.World.PIPELINE;
import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static io.sluicegate.drift.World.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.drift.Recount.Traffic;
import io.sluicegate.drift.World.Row;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithCluster
class DriftStageIT {
    private static final int PARTITIONS = 4;
    private static final int ROWS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = new Random(99);
    private final List<Traffic> traffic = new ArrayList<>();

    @Test
    void shouldReportExactlyWhatWasWrittenAlsoWhenStoppedInMidWindowAndWhoeverPartitionsLabels(
            TestCluster cluster, @TempDir Path folder) {
        Stream.concat(Topics.ofCluster().stream(), TOPICS.ofPipeline("shop.events", PARTITIONS).stream())
                .forEach(topic -> create(cluster, topic));
        try (var world = new World(
                folder, cluster.bootstrapServers(), TestRegistry.url("drift"), PARTITIONS, Duration.ofHours(1))) {
            // given: a primary and a candidate, and half of the first window counted
            var primary = world.publish("1");
            var candidate = world.publish("2");
            write(cluster, record(Topics.MODELS, World.MODEL + "@1", world.registration(primary)));
            write(cluster, record(Topics.MODELS, World.MODEL + "@2", world.registration(candidate)));
            write(cluster, record(Topics.DEPLOYMENTS, PIPELINE, world.deployment(primary, candidate)));
            var usual = traffic(0, primary, candidate);
            var shifted = traffic(1, primary, candidate);
            var changelogs = changelogsOfAnEarlierHorizon(cluster, world);
            try (var stage = new DriftStage(world.context())) {
                stage.start();
                assertThat(changelogs).allSatisfy(changelog -> assertThat(
                                Duration.ofMillis(Long.parseLong(cluster.setting(changelog, "retention.ms"))))
                        .isGreaterThan(world.context().config().drift().labelHorizon()));
                write(cluster, world, usual.subList(0, ROWS / 2));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(counted(world)).isEqualTo(ROWS / 2));
                assertThat(stage.readiness()).isEqualTo(Readiness.ready());
            }

            // when: it goes on without its local state
            try (var stage = new DriftStage(world.contextWithData(folder.resolve("other")))) {
                stage.start();
                write(cluster, world, usual.subList(ROWS / 2, ROWS));
                write(cluster, world, shifted);
                write(cluster, closing(world, primary));

                // then
                var recount = new Recount(world, cluster, traffic);
                var reports = cluster
                        .readUntil(
                                TOPICS.drift(),
                                world.clients()
                                        .serdes()
                                        .specific(DriftReport.class)
                                        .deserializer(),
                                recount.reports().size(),
                                PATIENCE)
                        .stream()
                        .map(record -> record.value())
                        .toList();
                assertThat(reports)
                        .map(DriftReport::getReportId)
                        .containsExactlyInAnyOrderElementsOf(recount.reports().keySet());
                reports.forEach(report -> recount.check(report));
                assertThat(verdicts(reports, 0)).containsOnly(Verdict.HEALTHY);
                assertThat(verdicts(reports, 1)).containsOnly(Verdict.DRIFTED);
                assertThat(reports)
                        .allSatisfy(report -> assertThat(report.getLate()).isZero());
            }
        }
    }

    private static List<Verdict> verdicts(List<DriftReport> reports, int window) {
        return reports.stream()
                .filter(report -> report.getScope() != DriftScope.OUTCOME)
                .filter(report -> report.getWindowStart().equals(START.plus(WINDOW.multipliedBy(window))))
                .map(DriftReport::getVerdict)
                .toList();
    }

    private static List<String> changelogsOfAnEarlierHorizon(TestCluster cluster, World world) {
        var application = world.context().applicationId(DriftStage.NAME);
        var names = Stream.of("awaited-predictions", "awaited-labels")
                .map(store -> application + "-" + store + "-changelog")
                .toList();
        names.forEach(name -> cluster.createTopic(
                name, PARTITIONS, Map.of("cleanup.policy", "compact,delete", "retention.ms", "1000")));
        return names;
    }

    private static void create(TestCluster cluster, TopicSpec topic) {
        cluster.createTopic(topic.name(), topic.partitions(), topic.settings());
    }

    /** Rows of one window, somewhat out of order, the second window's shifted. Every fifth customer is the candidate's. */
    private List<Traffic> traffic(int window, DeployedVersion primary, DeployedVersion candidate) {
        var start = START.plus(WINDOW.multipliedBy(window));
        var rows = new ArrayList<Traffic>();
        for (var i = 0; i < ROWS; i++) {
            var customer = random.nextInt(200);
            var time = start.plus(WINDOW.multipliedBy(i).dividedBy(ROWS)).minusSeconds(random.nextInt(30));
            rows.add(new Traffic(
                    "customer-" + customer,
                    "event-" + window + "-" + i,
                    time.isBefore(start) ? start : time,
                    window == 0 ? Row.usual(random) : Row.shifted(random),
                    customer % 5 == 0 ? candidate : primary,
                    random.nextInt(10) == 0 ? null : random.nextInt(4) == 0));
        }
        traffic.addAll(rows);
        return rows;
    }

    private void write(TestCluster cluster, World world, List<Traffic> rows) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var row : rows) {
            var early = random.nextInt(20) == 0;
            if (early) {
                label(world, row).forEach(records::add);
            }
            records.add(record(TOPICS.features(), row.customer(), world.features(row.row(), row.time())));
            records.add(record(
                    TOPICS.predictions(),
                    row.customer(),
                    world.prediction(
                            row.version(),
                            row.customer(),
                            row.event(),
                            row.time(),
                            row.row().score(),
                            row.positive())));
            if (!early) {
                label(world, row).forEach(records::add);
            }
        }
        write(cluster, records);
    }

    /** Without a key and in any partition: other clients than Java's have partitioners of their own. */
    private Stream<ProducerRecord<String, byte[]>> label(World world, Traffic row) {
        return row.truth() == null
                ? Stream.empty()
                : Stream.of(new ProducerRecord<>(
                        TOPICS.labels(),
                        random.nextInt(PARTITIONS),
                        null,
                        world.label(row.customer(), row.event(), row.time(), row.known(), row.truth())));
    }

    /** A row in each partition that no window but the last holds. */
    private static List<ProducerRecord<String, byte[]>> closing(World world, DeployedVersion version) {
        Instant after = START.plus(WINDOW.multipliedBy(2)).plus(GRACE);
        var row = Row.usual(new Random(1));
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            records.add(at(TOPICS.features(), partition, world.features(row, after)));
            records.add(at(TOPICS.predictions(), partition, world.prediction(version, "last", after, 0.1, false)));
            records.add(at(TOPICS.labels(), partition, world.label("none", after, after, false)));
        }
        return records;
    }

    private static ProducerRecord<String, byte[]> at(String topic, int partition, byte[] value) {
        return new ProducerRecord<>(topic, partition, "customer", value);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key, value);
    }

    private static void write(TestCluster cluster, ProducerRecord<String, byte[]> record) {
        write(cluster, List.of(record));
    }

    private static void write(TestCluster cluster, List<ProducerRecord<String, byte[]>> records) {
        cluster.produce(records, new ByteArraySerializer());
    }

    private static double counted(World world) {
        return world.meters()
                .get(Metric.DRIFT_ROWS.id())
                .tag("topic", TOPICS.features())
                .counter()
                .count();
    }
}
