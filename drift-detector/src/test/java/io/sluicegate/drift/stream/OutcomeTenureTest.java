package io.sluicegate.drift.stream;

import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.drift.World;
import io.sluicegate.pipeline.catalogue.Outcomes;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.OutcomeCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Version 1 decides alone for six hours, then version 2 takes half of the events, for as long. Both are the same model. Fraud is known
 * after an hour, and what is no fraud after five and a half: the labels that version 1 gets in the trial are mostly of events from before it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomeTenureTest {
    private static final long ALONE = 3;
    private static final long TRIAL = 7;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofMinutes(330);
    private static final Instant BEGIN = START.plus(Duration.ofHours(6));
    private static final Instant END = BEGIN.plus(Duration.ofHours(6));

    private record Act(Instant at, String topic, byte[] value) {}

    private final Random random = new Random(1);
    private World world;
    private TopologyTestDriver driver;
    private DeployedVersion old;
    private DeployedVersion candidate;
    private List<DriftReport> reports;

    @BeforeAll
    void play(@TempDir Path folder) {
        world = new World(folder, 1);
        driver = new TopologyTestDriver(
                new DriftTopology(world.parts()).build(),
                world.clients().streamsProperties("shop-drift-detector"),
                START);
        old = world.publish("1");
        candidate = world.publish("2");
        play();
        reports = outcomes();
    }

    @AfterAll
    void close() {
        driver.close();
        world.close();
    }

    @Test
    void shouldCountTheVersionsOfATrialByLabelsThatHadTheSameTimeToCome() {
        // in the tenure of the trial both look alike, and they don't if all of a version's labels are taken
        var before = pooled(reports, of(old, ALONE));
        var one = pooled(reports, of(old, TRIAL));
        var other = pooled(reports, of(candidate, TRIAL));
        assertThat(labels(other)).isGreaterThan(150);
        assertThat(accuracy(one)).isCloseTo(accuracy(other), within(error(one) + error(other)));
        var sinceTrial = pooled(
                reports,
                report -> report.getVersion().equals("1")
                        && report.getWindowStart().isAfter(BEGIN));
        assertThat(accuracy(sinceTrial) - accuracy(other)).isGreaterThan(error(sinceTrial) + error(other));
        assertThat(labels(before)).isGreaterThan(labels(one));
    }

    @Test
    void shouldCountLabelsThatBecomeKnownAfterTheirTenureToThatTenure() {
        assertThat(reports)
                .filteredOn(report ->
                        report.getTenure() == ALONE && report.getWindowStart().isAfter(BEGIN))
                .isNotEmpty()
                .allSatisfy(report -> {
                    assertThat(report.getReportId()).isEqualTo("shop/OUTCOME/labels/1/3/" + report.getWindowEnd());
                    assertThat(report.getRows()).isEqualTo(labels(report.getOutcomes()));
                });
    }

    private void play() {
        var acts = new ArrayList<Act>();
        var number = 0;
        for (var at = START; at.isBefore(END); at = at.plus(EVERY)) {
            event(number++, at, acts);
        }
        acts.sort(Comparator.comparing(Act::at));
        var clock = START;
        var inputs = new HashMap<String, TestInputTopic<String, byte[]>>();
        for (var act : acts) {
            if (act.at().isAfter(clock.plusSeconds(60))) {
                driver.advanceWallClockTime(Duration.between(clock, act.at()));
                clock = act.at();
            }
            inputs.computeIfAbsent(
                            act.topic(),
                            topic -> driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer()))
                    .pipeInput("customer", act.value());
        }
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private void event(int number, Instant at, List<Act> acts) {
        var fraud = random.nextInt(20) == 0;
        var alarm = random.nextDouble() < (fraud ? 0.70 : 0.02);
        var inTrial = !at.isBefore(BEGIN);
        var by = inTrial && random.nextBoolean() ? candidate : old;
        acts.add(new Act(
                at,
                TOPICS.predictions(),
                world.prediction(
                        by, "customer", "e" + number, at, 0.5, alarm, Outcome.SCORED, inTrial ? TRIAL : ALONE)));
        var known = at.plus(fraud ? SOON : LATER);
        if (known.isBefore(END)) {
            acts.add(new Act(known, TOPICS.labels(), world.label("e" + number, at, known, fraud)));
        }
    }

    private List<DriftReport> outcomes() {
        var topic = driver.createOutputTopic(
                TOPICS.drift(),
                new StringDeserializer(),
                world.clients().serdes().specific(DriftReport.class).deserializer());
        return topic.readValuesToList().stream()
                .filter(report -> report.getScope() == DriftScope.OUTCOME)
                .toList();
    }

    private static Predicate<DriftReport> of(DeployedVersion version, long tenure) {
        return report -> report.getVersion().equals(version.getVersion()) && report.getTenure() == tenure;
    }

    private static OutcomeCounts pooled(List<DriftReport> reports, Predicate<DriftReport> which) {
        return reports.stream().filter(which).map(DriftReport::getOutcomes).reduce(Outcomes.NONE, Outcomes::sum);
    }

    private static long labels(OutcomeCounts counts) {
        return counts.getTruePositives()
                + counts.getFalsePositives()
                + counts.getTrueNegatives()
                + counts.getFalseNegatives();
    }

    private static double accuracy(OutcomeCounts counts) {
        return (double) (counts.getTruePositives() + counts.getTrueNegatives()) / labels(counts);
    }

    /** Two standard errors of an accuracy. */
    private static double error(OutcomeCounts counts) {
        return 2 * Math.sqrt(accuracy(counts) * (1 - accuracy(counts)) / labels(counts));
    }
}
