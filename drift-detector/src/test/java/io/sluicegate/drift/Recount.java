package io.sluicegate.drift;

import static io.sluicegate.drift.World.PIPELINE;
import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static io.sluicegate.drift.World.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.bundle.Bins;
import io.sluicegate.drift.World.Row;
import io.sluicegate.drift.domain.Assessment;
import io.sluicegate.drift.domain.DriftAssessor;
import io.sluicegate.drift.domain.Tally;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Label;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.StringProfile;
import io.sluicegate.testing.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What the reports must say: counted from the rows themselves, and from the topics' offsets, without the detector. */
final class Recount {
    private static final DriftAssessor ASSESSOR = new DriftAssessor(200, 0.2, 0.15, 0.001);

    /** One event, what the model said of it and what turned out to be true; null where no label comes. */
    record Traffic(
            String customer,
            String event,
            Instant time,
            Row row,
            DeployedVersion version,
            @Nullable Boolean truth) {
        boolean positive() {
            return row.score() >= 0.5;
        }

        Instant known() {
            return time.plus(Duration.ofSeconds(45));
        }
    }

    /** The content that one report must have: of outcomes the shares, of everything else the statistics. */
    record Expected(long rows, long missing, Map<String, Double> shares, List<Statistic> statistics) {}

    private final World world;
    private final List<Traffic> traffic;
    private final Map<String, Expected> reports = new TreeMap<>();
    private final Map<String, List<OffsetRange>> sources = new HashMap<>();

    Recount(World world, TestCluster cluster, List<Traffic> traffic) {
        this.world = world;
        this.traffic = traffic;
        var profile = World.profile().profile("set");
        for (var window = 0; window < 2; window++) {
            for (var i = 0; i < profile.getFeatures().size(); i++) {
                features(window, i, profile.getFeatures().get(i));
            }
            countries(window, profile.getStrings().get(0));
            scores(window, "1", profile.getScore());
            scores(window, "2", profile.getScore());
        }
        for (var window = 0; window < 3; window++) {
            outcomes(window, "1");
            outcomes(window, "2");
        }
        reports.keySet().removeIf(id -> id.endsWith(end(2).toString()));
        sources(cluster, TOPICS.features(), DriftScope.FEATURE, this::featureTime);
        sources(cluster, TOPICS.predictions(), DriftScope.PREDICTION, this::predictionTime);
        sources(cluster, TOPICS.labels(), DriftScope.OUTCOME, this::labelTime);
    }

    /** By report id. */
    Map<String, Expected> reports() {
        return reports;
    }

    /** Checks that the report says what was recounted. */
    void check(DriftReport report) {
        var expected = reports.get(report.getReportId());
        var statistics =
                report.getStatistics().stream().collect(Collectors.toMap(Statistic::getName, Statistic::getValue));
        assertThat(report.getRows()).as(report.getReportId()).isEqualTo(expected.rows());
        assertThat(report.getMissing()).isEqualTo(expected.missing());
        assertThat(report.getSources())
                .containsExactlyInAnyOrderElementsOf(sources.get(report.getScope() + "/" + report.getWindowEnd()));
        expected.statistics().forEach(statistic -> assertThat(statistics.get(statistic.getName()))
                .as(report.getReportId() + " " + statistic.getName())
                .isCloseTo(statistic.getValue(), within(statistic.getName().equals("mean") ? 1e-9 : 0)));
        expected.shares().forEach((name, share) -> assertThat(statistics.get(name))
                .as(report.getReportId() + " " + name)
                .isCloseTo(share, within(1e-12)));
    }

    private void countries(int window, StringProfile reference) {
        var rows = in(window, Traffic::time, any -> true);
        var values = reference.getValues();
        var tally = new Tally(values.size() + 1);
        for (var row : rows) {
            var country = row.row().country();
            if (country == null) {
                tally.addMissing();
            } else {
                tally.add(values.contains(country) ? values.indexOf(country) : values.size(), 0);
            }
        }
        var id = id(DriftScope.FEATURE, reference.getName(), "1", window);
        reports.put(id, expected(tally, ASSESSOR.assess(reference, tally, 1)));
    }

    private static Expected expected(Tally tally, Assessment assessment) {
        return new Expected(tally.rows(), tally.missing(), Map.of(), assessment.statistics());
    }

    private void features(int window, int feature, NumericProfile reference) {
        var rows = in(window, Traffic::time, any -> true);
        expect(
                DriftScope.FEATURE,
                reference.getName(),
                "1",
                window,
                rows,
                row -> row.row().values()[feature],
                reference);
    }

    private void scores(int window, String version, NumericProfile reference) {
        var rows = in(window, Traffic::time, row -> row.version().getVersion().equals(version));
        expect(
                DriftScope.PREDICTION,
                "score",
                version,
                window,
                rows,
                row -> row.row().score(),
                reference);
    }

    private void expect(
            DriftScope scope,
            String name,
            String version,
            int window,
            List<Traffic> rows,
            ToDoubleFunction<Traffic> value,
            NumericProfile reference) {
        var bins = new Bins(
                reference.getEdges().stream().mapToDouble(Double::doubleValue).toArray());
        var tally = new Tally(bins.count());
        rows.forEach(row -> tally.add(bins, value.applyAsDouble(row)));
        reports.put(id(scope, name, version, window), expected(tally, ASSESSOR.assess(reference, tally, 1)));
    }

    private void outcomes(int window, String version) {
        var rows = in(
                window,
                Traffic::known,
                row -> row.truth() != null && row.version().getVersion().equals(version));
        var negatives = rows.stream().filter(row -> !row.truth()).toList();
        var right = share(rows, row -> row.positive() == row.truth());
        var alarms = share(negatives, Traffic::positive);
        var shares = Map.of("accuracy", right, "falsePositiveRate", alarms, "coverage", 1.0);
        reports.put(id(DriftScope.OUTCOME, "labels", version, window), new Expected(rows.size(), 0, shares, List.of()));
    }

    private static double share(List<Traffic> rows, Predicate<Traffic> condition) {
        return (double) rows.stream().filter(condition).count() / rows.size();
    }

    private List<Traffic> in(
            int window, java.util.function.Function<Traffic, Instant> time, Predicate<Traffic> condition) {
        return traffic.stream()
                .filter(row -> end(time.apply(row)).equals(end(window)))
                .filter(condition)
                .toList();
    }

    private static String id(DriftScope scope, String name, String version, int window) {
        var counted = scope == DriftScope.OUTCOME ? version + "/" + World.TENURE : version;
        return String.join(
                "/", PIPELINE, scope.name(), name, counted, end(window).toString());
    }

    private static Instant end(int window) {
        return START.plus(WINDOW.multipliedBy(window + 1));
    }

    private static Instant end(Instant time) {
        return IntStream.range(0, 10)
                .mapToObj(Recount::end)
                .filter(time::isBefore)
                .findFirst()
                .orElseThrow();
    }

    private void sources(
            TestCluster cluster, String topic, DriftScope scope, java.util.function.Function<byte[], Instant> time) {
        Map<String, Map<Integer, List<Long>>> offsets = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : cluster.readAll(topic, new ByteArrayDeserializer())) {
            offsets.computeIfAbsent(scope + "/" + end(time.apply(record.value())), any -> new HashMap<>())
                    .computeIfAbsent(record.partition(), any -> new ArrayList<>())
                    .add(record.offset());
        }
        offsets.forEach((window, partitions) -> sources.put(window, ranges(topic, partitions)));
    }

    private static List<OffsetRange> ranges(String topic, Map<Integer, List<Long>> partitions) {
        return partitions.entrySet().stream()
                .map(entry -> new OffsetRange(
                        topic,
                        entry.getKey(),
                        entry.getValue().stream().mapToLong(it -> it).min().orElseThrow(),
                        entry.getValue().stream().mapToLong(it -> it).max().orElseThrow() + 1))
                .toList();
    }

    private Instant featureTime(byte[] bytes) {
        var reader = world.clients().serdes().genericReader();
        var decoded = (io.sluicegate.runtime.avro.Decoding.Decoded<GenericRecord>) reader.read(bytes);
        return Instant.ofEpochMilli((Long) decoded.value().get("eventTime"));
    }

    private Instant predictionTime(byte[] bytes) {
        return world.clients()
                .serdes()
                .specific(Prediction.class)
                .deserializer()
                .deserialize(TOPICS.predictions(), bytes)
                .getEventTime();
    }

    private Instant labelTime(byte[] bytes) {
        return world.clients()
                .serdes()
                .specific(Label.class)
                .deserializer()
                .deserialize(TOPICS.labels(), bytes)
                .getKnownAt();
    }
}
