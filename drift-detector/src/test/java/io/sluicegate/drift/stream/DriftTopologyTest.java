package io.sluicegate.drift.stream;

import static io.sluicegate.drift.World.GRACE;
import static io.sluicegate.drift.World.IDLE;
import static io.sluicegate.drift.World.PIPELINE;
import static io.sluicegate.drift.World.START;
import static io.sluicegate.drift.World.TOPICS;
import static io.sluicegate.drift.World.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sluicegate.drift.World;
import io.sluicegate.drift.World.Row;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.ShareKind;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.SubjectCounts;
import io.sluicegate.records.ValueShare;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTopologyTest {
    private static final String APPLICATION = PIPELINE + "-drift-detector";
    private static final Instant END = START.plus(WINDOW);
    private static final Instant OVER = END.plus(GRACE);

    @TempDir
    Path folder;

    private World world;
    private TopologyTestDriver driver;
    private Instant clock = START;
    private TestOutputTopic<String, DriftReport> reports;

    @AfterEach
    void close() {
        driver.close();
        world.close();
    }

    @Test
    void shouldReportAWindowOnceItsPartitionHasPassedIt() {
        // given
        start(1);
        var version = deploy("1");

        // when
        rows(1_000, 1, Row::usual);
        features(Row.usual(new Random(2)), OVER.minusMillis(1));
        tick();
        assertThat(reports.isEmpty()).isTrue();
        features(Row.usual(new Random(3)), OVER);
        tick();

        // then
        var report = read().get("FEATURE/amount/1");
        assertThat(report.getReportId()).isEqualTo("shop/FEATURE/amount/1/2026-03-01T00:10:00Z");
        assertThat(report.getVerdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(report.getRows()).isEqualTo(1_000);
        assertThat(report.getReferenceDigest()).isEqualTo(version.getBundleDigest());
        assertThat(report.getSources()).containsExactly(new OffsetRange(TOPICS.features(), 0, 0L, 1_000L));
        assertThat(values(report)).containsKeys("psi", "ks", "ksBound", "mean", "missingRate");
    }

    @Test
    void shouldReportOfNumbersAndTextsBesideVectors() {
        start(1);
        deploy("1");
        var random = new Random(1);

        for (var i = 0; i < 300; i++) {
            pipe(TOPICS.features(), "customer", world.featuresWithVectors(Row.shifted(random), START.plusSeconds(i)));
        }
        pipe(TOPICS.features(), "customer", world.featuresWithVectors(Row.usual(random), OVER));
        tick();

        var found = read();
        assertThat(found)
                .containsOnlyKeys("FEATURE/amount/1", "FEATURE/visits/1", "FEATURE/abroad/1", "FEATURE/country/1")
                .allSatisfy((subject, report) -> {
                    assertThat(report.getRows()).isEqualTo(300);
                    assertThat(report.getVerdict()).isEqualTo(Verdict.DRIFTED);
                });
    }

    /** After a restart or a lull much is read at once, and several windows pass before counts are sent on again. */
    @Test
    void shouldCountEveryRowWhenSeveralWindowsPassAtOnce() {
        // given: both windows are known and neither is over
        start(1);
        deploy("1");
        var row = Row.usual(new Random(3));
        features(row, END.minusSeconds(10));
        features(row, END.plusSeconds(10));
        tick();

        // when: one more row each, and then time passes both
        features(row, END.minusSeconds(5));
        features(row, END.plusSeconds(20));
        features(row, OVER.plus(WINDOW));
        tick();

        // then
        assertThat(reports.readValuesToList())
                .filteredOn(report -> report.getName().equals("amount"))
                .extracting(DriftReport::getRows)
                .containsExactly(2L, 2L);
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.features())).isZero();
    }

    @Test
    void shouldReportOneOfEachFeatureAndOnlyOnce() {
        start(1);
        deploy("1");

        rows(300, 1, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();
        tick();

        var records = reports.readRecordsToList();
        assertThat(records)
                .extracting(TestRecord::key)
                .containsExactlyInAnyOrder(
                        "shop/FEATURE/amount", "shop/FEATURE/visits", "shop/FEATURE/abroad", "shop/FEATURE/country");
        assertThat(records).extracting(record -> record.value().getVerdict()).containsOnly(Verdict.DRIFTED);
    }

    @Test
    void shouldReportANewValueOfAStringAmongTheOthersAndNameIt() {
        // given
        start(1);
        deploy("1");

        // when: every tenth row is from a country that no training row was from, and one has a text without end
        var random = new Random(7);
        for (var i = 0; i < 500; i++) {
            var row = Row.usual(random);
            features(i % 10 == 0 ? row.from(i == 0 ? "x".repeat(10_000) : "<script>") : row, START.plusSeconds(i));
        }
        features(Row.usual(random), OVER);
        tick();

        // then
        var read = read();
        var report = read.get("FEATURE/country/1");
        assertThat(read.get("FEATURE/amount/1").getVerdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(read.get("FEATURE/amount/1").getShares()).isEmpty();
        assertThat(report.getVerdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.getRows()).isEqualTo(500);
        assertThat(values(report)).containsOnlyKeys("psi", "chiSquared", "missingRate");
        assertThat(report.getShares()).hasSize(5).first().isEqualTo(new ValueShare(ShareKind.OTHER, "", 0.0, 0.1));
        assertThat(report.getShares())
                .extracting(ValueShare::getValue)
                .contains("DE")
                .doesNotContain("<script>");
    }

    @Test
    void shouldCountAStringThatIsSomethingElseAsMissing() {
        start(1);
        deploy("1");
        features(Row.usual(new Random(3)).from(null), START);
        features(Row.usual(new Random(3)).from(""), START);
        features(Row.usual(new Random(3)), OVER);
        tick();

        var report = read().get("FEATURE/country/1");
        assertThat(report.getRows()).isEqualTo(2);
        assertThat(report.getMissing()).isEqualTo(1);
    }

    @Test
    void shouldNotHoldAFeatureAgainstTheReferenceOfAnotherDefinition() {
        // given: nobody knows yet what the rows' amount means
        start(1);
        world.computeBy(new Definition("window 2h"));
        deploy(world.publish("1", new Definition("window 1h")));
        rows(300, 1, Row::shifted);

        // when
        publishFeatureSet();
        rows(250, 2, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();

        // then
        var found = read();
        assertThat(found.get("FEATURE/amount/1").getRows()).isEqualTo(300);
        assertThat(found.get("FEATURE/visits/1").getRows()).isEqualTo(550);
        assertThat(world.meters()
                        .get(Metric.DRIFT_UNCOUNTED.id())
                        .tag("reason", "definition")
                        .counter()
                        .count())
                .isEqualTo(251);
    }

    @Test
    void shouldSayNoDataOfAFeatureOfAnotherDefinition() {
        start(1);
        world.computeBy(new Definition("window 2h"));
        publishFeatureSet();
        deploy(world.publish("1", new Definition("window 1h")));

        rows(300, 1, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();

        var found = read();
        assertThat(found.get("FEATURE/amount/1").getVerdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(found.get("FEATURE/visits/1").getVerdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void shouldNotBelieveAFeatureSetThatIsPublishedUnderTheFingerprintOfAnother() {
        start(1);
        world.computeBy(new Definition("window 2h"));
        var forged = world.featureSet(FeatureSet.fingerprint(Map.of("amount", new Definition("window 1h"))));
        world.computeBy(new Definition("window 1h"));
        pipe(Topics.FEATURE_SETS, world.fingerprint(), forged);
        deploy(world.publish("1", new Definition("window 1h")));

        rows(300, 1, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();

        assertThat(read().get("FEATURE/amount/1").getRows()).isEqualTo(300);
    }

    @Test
    void shouldCountAFeatureOfTheSameDefinition() {
        start(1);
        world.computeBy(new Definition("window 1h"));
        publishFeatureSet();
        deploy(world.publish("1", new Definition("window 1h")));

        rows(300, 1, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();

        assertThat(read().get("FEATURE/amount/1").getVerdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void shouldWriteNothingWhoseSchemaWasNotRegisteredBefore() throws Exception {
        start(1);
        new DriftTopology(world.parts())
                .register(new WrittenSchemas(world.clients().serdes(), APPLICATION));
        var registered = world.clients().registry().getAllSubjects();

        var deployed = deploy("1");
        rows(300, 1, Row::shifted);
        predict(deployed, "e0", START, 0.9);
        label("e0", START, START.plusSeconds(60), true);
        label("next", END, OVER, true);
        features(Row.usual(new Random(3)), OVER);
        tick();

        assertThat(read()).isNotEmpty();
        var inputs = Stream.of(
                        TOPICS.features(), TOPICS.predictions(), TOPICS.labels(), Topics.DEPLOYMENTS, Topics.MODELS)
                .map(AvroSerdes::subject)
                .toList();
        assertThat(world.clients().registry().getAllSubjects())
                .filteredOn(subject -> !inputs.contains(subject))
                .isSubsetOf(registered);
    }

    @Test
    void shouldSayNoDataOfTooFewRows() {
        start(1);
        deploy("1");

        rows(199, 1, Row::shifted);
        features(Row.usual(new Random(3)), OVER);
        tick();

        assertThat(read().values()).extracting(DriftReport::getVerdict).containsOnly(Verdict.NO_DATA);
    }

    @Test
    void shouldCloseTheLastWindowWhenTheTrafficHasEnded() {
        // given: the clock on the wall is past the window
        start(1, OVER.plusSeconds(1));
        deploy("1");
        rows(300, 1, Row::usual);

        advance(IDLE.minusSeconds(1));
        assertThat(reports.isEmpty()).isTrue();

        advance(Duration.ofSeconds(2));
        assertThat(read()).hasSize(4);
    }

    @Test
    void shouldNotCloseTheWindowUnderWayInALull() {
        start(1, START.plus(Duration.ofMinutes(2)));
        deploy("1");
        rows(300, 1, Row::usual);

        advance(IDLE.plusSeconds(5));

        assertThat(reports.isEmpty()).isTrue();
    }

    @Test
    void shouldCountLateRowsInTheNextReport() {
        // given: one row is late in its partition, one comes for a window that was closed because of idleness
        start(1, OVER.plusSeconds(1));
        deploy("1");
        rows(300, 1, Row::usual);
        advance(IDLE.plusSeconds(1));
        assertThat(read().get("FEATURE/amount/1").getLate()).isZero();

        // when
        features(Row.usual(new Random(3)), END.minusMillis(1));
        tick();
        features(Row.usual(new Random(3)), OVER);
        features(Row.usual(new Random(3)), START);
        features(Row.usual(new Random(3)), OVER.plus(WINDOW));
        tick();

        // then
        var report = read().get("FEATURE/amount/1");
        assertThat(report.getLate()).isEqualTo(2);
        assertThat(report.getRows()).isEqualTo(1);
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.features())).isEqualTo(2);
    }

    @Test
    void shouldMergeWhatPartitionsCount() {
        // given: partition 1 is told of as its task would
        start(2);
        deploy("1");
        rows(300, 1, Row::usual);
        features(Row.usual(new Random(3)), OVER);
        tick();
        assertThat(reports.isEmpty()).isTrue();

        // when: its counts come twice, for the newer replace the older
        other(40, 80L, START.plusSeconds(30), false);
        assertThat(reports.isEmpty()).isTrue();
        other(50, 90L, OVER, false);

        // then
        var report = read().get("FEATURE/visits/1");
        assertThat(report.getRows()).isEqualTo(350);
        assertThat(report.getSources())
                .containsExactlyInAnyOrder(
                        new OffsetRange(TOPICS.features(), 0, 0L, 300L),
                        new OffsetRange(TOPICS.features(), 1, 7L, 90L));
    }

    @Test
    void shouldWaitForAPartitionThatNobodyReadsButNotForAnIdleOne() {
        start(2);
        deploy("1");
        rows(300, 1, Row::usual);
        features(Row.usual(new Random(3)), OVER);
        advance(IDLE.multipliedBy(3));
        assertThat(reports.isEmpty()).isTrue();

        other(40, 80L, START.plusSeconds(30), true);

        assertThat(read().get("FEATURE/visits/1").getRows()).isEqualTo(340);
    }

    @Test
    void shouldCountEachVersionByItself() {
        // given
        start(1);
        deploy("1");
        rows(300, 1, Row::usual);

        // when
        deploy("2");
        rows(400, 2, Row::usual);
        features(Row.usual(new Random(3)), OVER);
        tick();

        // then
        var read = read();
        assertThat(read.get("FEATURE/amount/1").getRows()).isEqualTo(300);
        assertThat(read.get("FEATURE/amount/2").getRows()).isEqualTo(400);
    }

    @Test
    void shouldCountNoFeaturesBeforeAVersionIsDeployed() {
        start(1);
        rows(300, 1, Row::usual);
        var version = deploy("1");
        rows(250, 2, Row::usual);
        features(Row.usual(new Random(3)), OVER);
        tick();

        var report = read().get("FEATURE/amount/1");
        assertThat(report.getRows()).isEqualTo(250);
        assertThat(report.getSources()).containsExactly(new OffsetRange(TOPICS.features(), 0, 300L, 550L));
        assertThat(uncounted("deployment")).isEqualTo(300);
        assertThat(report.getVersion()).isEqualTo(version.getVersion());
    }

    @Test
    void shouldSayWhichReferenceItCannotReadAndGoOn() throws IOException {
        start(1);
        var version = world.publish("1");
        Files.writeString(Path.of(version.getLocation(), "reference.json"), "{}");
        deploy(version);

        rows(10, 1, Row::usual);

        assertThat(uncounted("reference")).isEqualTo(10);
        assertThat(world.references().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("version 1").contains("digest"));
    }

    @Test
    void shouldCompareScoresWithTheReferenceOfTheVersionThatGaveThem() {
        // given
        start(1);
        var first = deploy("1");
        var second = world.publish("2");
        pipe(Topics.MODELS, World.MODEL + "@2", world.registration(second));
        var random = new Random(5);

        // when
        for (var i = 0; i < 300; i++) {
            var time = START.plusSeconds(i);
            predict(first, "a" + i, time, Row.usual(random).score());
            predict(second, "b" + i, time, Row.shifted(random).score());
        }
        pipe(
                TOPICS.predictions(),
                "customer",
                world.prediction(first, "customer", "c", START.plusSeconds(300), 0.5, true, Outcome.FALLBACK));
        predict(first, "d", OVER, 0.5);
        tick();

        // then
        var read = read();
        assertThat(read.get("PREDICTION/score/1").getVerdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(read.get("PREDICTION/score/1").getMissing()).isEqualTo(1);
        assertThat(read.get("PREDICTION/score/2").getVerdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(read.get("PREDICTION/score/2").getRows()).isEqualTo(300);
    }

    @Test
    void shouldJoinLabelsWithPredictionsWhicheverComesFirst() {
        // given
        start(1);
        var version = world.publish("1");

        // when: four labels after their predictions, two before, one of nothing
        for (var i = 0; i < 4; i++) {
            predict(version, "e" + i, START.plusSeconds(i), i % 2 == 0 ? 0.9 : 0.1);
            label("e" + i, START.plusSeconds(i), START.plusSeconds(60 + i), i == 0 || i == 3);
        }
        for (var i = 4; i < 6; i++) {
            label("e" + i, START.plusSeconds(i), START.plusSeconds(70 + i), false);
            predict(version, "e" + i, START.plusSeconds(i), i == 4 ? 0.9 : 0.1);
        }
        label("nothing", START, START.plusSeconds(90), true);
        label("next", END, OVER, true);
        predict(version, "later", OVER, 0.1);
        tick();

        // then: predicted + at 0, 2, 4; true at 0, 3
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getRows()).isEqualTo(6);
        assertThat(report.getVerdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(report.getSources()).containsExactly(new OffsetRange(TOPICS.labels(), 0, 0L, 7L));
        assertThat(values(report))
                .contains(
                        entry("accuracy", 3 / 6.0),
                        entry("falsePositiveRate", 2 / 4.0),
                        entry("recall", 1 / 2.0),
                        entry("precision", 1 / 3.0),
                        entry("coverage", 6 / 7.0));
    }

    @Test
    void shouldJoinALabelOnceAndWithinTheHorizon() {
        // given
        var known = START.plus(World.HORIZON).plusSeconds(1);
        start(1, known);
        var version = world.publish("1");
        predict(version, "old", START, 0.9);
        predict(version, "twice", START.plusSeconds(1), 0.9);

        // when
        label("old", START, known, true);
        label("twice", START.plusSeconds(1), known, true);
        label("twice", START.plusSeconds(1), known, true);
        label("next", END, known.plus(WINDOW).plus(GRACE), true);
        predict(version, "later", known.plus(WINDOW).plus(GRACE), 0.1);
        tick();

        // then
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getRows()).isEqualTo(1);
        assertThat(values(report)).contains(entry("coverage", 1 / 3.0));
        assertThat(report.getVerdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldNotCloseOutcomesBeforePredictionsHaveComeSoFar() {
        // given: labels are read far ahead of the predictions
        start(1);
        var version = world.publish("1");
        label("e0", START, START.plusSeconds(60), true);
        label("next", END, OVER.plus(WINDOW), true);
        tick();
        assertThat(reports.isEmpty()).isTrue();

        // when
        predict(version, "e0", START, 0.9);
        predict(version, "later", OVER, 0.9);
        tick();

        // then
        assertThat(read().get("OUTCOME/labels/1").getRows()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitForPredictionsThatDoNotCome() {
        start(1, OVER.plusSeconds(1));
        var version = world.publish("1");
        predict(version, "e0", START, 0.9);
        label("e0", START, START.plusSeconds(60), true);

        advance(IDLE.plusSeconds(1));
        tick();

        assertThat(read().get("OUTCOME/labels/1").getRows()).isEqualTo(1);
    }

    @Test
    void shouldCountALabelWhoseWindowIsReportedInTheNextReport() {
        // given: the window was closed because of silence
        start(1, OVER.plusSeconds(1));
        var version = world.publish("1");
        predict(version, "e0", START, 0.9);
        predict(version, "e1", START, 0.1);
        label("e0", START, START.plusSeconds(60), true);
        advance(IDLE.plusSeconds(1));
        tick();
        assertThat(read().get("OUTCOME/labels/1").getRows()).isEqualTo(1);

        // when
        label("e1", START, START.plusSeconds(61), true);
        tick();
        label("next", END, END.plusSeconds(1), true);
        label("last", END, OVER.plus(WINDOW), true);
        predict(version, "later", OVER.plus(WINDOW), 0.1);
        tick();

        // then
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getOutcomes()).isEqualTo(new OutcomeCounts(0L, 0L, 0L, 1L));
        assertThat(report.getLate()).isEqualTo(1);
        assertThat(values(report)).contains(entry("coverage", 1 / 2.0));
        assertThat(report.getSources()).containsExactly(new OffsetRange(TOPICS.labels(), 0, 0L, 3L));
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.labels())).isEqualTo(1);
    }

    @Test
    void shouldCountTheLabelsOfANightlyFileAndCallThoseLateThatComeLaterThanLabelsMay() {
        // given: three events
        start(1, START.plus(World.LATENESS));
        var version = world.publish("1");
        for (var i = 0; i < 3; i++) {
            predict(version, "e" + i, START, 0.9);
        }

        // when: the newest line of the file comes first
        var newest = START.plus(World.LATENESS).plusSeconds(30);
        label("e0", START, newest, true);
        label("e1", START, START.plusSeconds(60), true);
        label("e2", START, START, true);
        label("next", END, newest.plus(WINDOW).plus(GRACE), true);
        predict(version, "later", newest.plus(WINDOW).plus(GRACE), 0.1);
        tick();

        // then
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getRows()).isEqualTo(3);
        assertThat(report.getLate()).isEqualTo(1);
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.labels())).isEqualTo(1);
    }

    @Test
    void shouldJoinALabelByItsEntityWhateverItsKey() {
        start(1);
        var version = world.publish("1");
        predict(version, "e0", START, 0.9);
        predict(version, "e1", START, 0.9);

        pipe(TOPICS.labels(), null, world.label("e0", START, START.plusSeconds(60), true));
        pipe(TOPICS.labels(), "somebody else", world.label("e1", START, START.plusSeconds(60), true));
        label("next", END, OVER, true);
        predict(version, "later", OVER, 0.1);
        tick();

        assertThat(read().get("OUTCOME/labels/1").getRows()).isEqualTo(2);
        assertThat(keys()).containsExactly("customer", "customer", "customer");
    }

    @Test
    void shouldReportAVersionThatPredictsThoughItHasNoLabelsYet() {
        start(1);
        var first = world.publish("1");
        var second = world.publish("2");
        predict(first, "e0", START, 0.9);
        label("e0", START, START.plusSeconds(60), true);

        predict(second, "e1", START.plusSeconds(70), 0.9);
        label("next", END, OVER, true);
        predict(first, "later", OVER, 0.1);
        tick();

        var report = read().get("OUTCOME/labels/2");
        assertThat(report.getRows()).isZero();
        assertThat(report.getVerdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldSendALabelFromTheFutureToTheDeadLettersAndCountOnlyTrueOnes() {
        // given
        start(1);
        var version = world.publish("1");
        var latest = START.plus(World.FUTURE);
        predict(version, "e0", START, 0.9);

        // when
        label("e1", START, Instant.parse("2099-01-01T00:00:00Z"), true);
        label("e2", START, Instant.ofEpochMilli(START.toEpochMilli() * 1_000), true);
        label("e3", latest.plusMillis(1), START, true);
        label("e0", START, START.plusSeconds(60), true);
        label("next", latest, latest, true);
        predict(version, "later", OVER, 0.9);
        tick();

        // then
        assertThat(deadLetters(TOPICS.labels())).containsExactly("FUTURE_EVENT", "FUTURE_EVENT", "FUTURE_EVENT");
        assertThat(read().get("OUTCOME/labels/1").getRows()).isEqualTo(1);
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.labels())).isZero();
    }

    @Test
    void shouldSendRowsOfImpossibleTimesToTheDeadLettersAndCountTheOthers() {
        // given
        start(1);
        var version = deploy("1");
        var impossible = List.of(
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Instant.parse("2099-01-01T00:00:00Z"),
                Instant.ofEpochMilli(-1),
                Instant.ofEpochMilli(Long.MIN_VALUE));

        // when
        for (var time : impossible) {
            features(Row.usual(new Random(1)), time);
            predict(version, "e", time, 0.1);
        }
        label("e", START, Instant.ofEpochMilli(Long.MIN_VALUE), true);
        rows(300, 1, Row::usual);
        features(Row.usual(new Random(3)), OVER);
        tick();

        // then
        var codes = List.of("FUTURE_EVENT", "FUTURE_EVENT", "MISSING_FIELD", "MISSING_FIELD");
        assertThat(deadLetters(TOPICS.features())).isEqualTo(codes);
        assertThat(deadLetters(TOPICS.predictions())).isEqualTo(codes);
        assertThat(deadLetters(TOPICS.labels())).containsExactly("MISSING_FIELD");
        assertThat(read().get("FEATURE/visits/1").getRows()).isEqualTo(300);
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.features())).isZero();
    }

    @Test
    void shouldCountRowsOfTheFarPastAsLateAndOpenNoWindowForThem() {
        // given: traffic of today
        start(1);
        deploy("1");
        rows(300, 1, Row::usual);

        // when
        for (var years = 1; years <= 50; years++) {
            features(Row.usual(new Random(2)), START.minus(Duration.ofDays(365L * years)));
        }
        features(Row.usual(new Random(2)), Instant.EPOCH);
        tick();

        // then
        assertThat(count(Metric.DRIFT_LATE.id(), TOPICS.features())).isEqualTo(51);
        assertThat(world.meters().get(Metric.DRIFT_WINDOWS_OPEN.id()).gauge().value())
                .isEqualTo(1);
        features(Row.usual(new Random(3)), OVER);
        tick();
        assertThat(read().get("FEATURE/visits/1").getRows()).isEqualTo(300);
    }

    @Test
    void shouldJoinTheLabelOfARepeatedEventIdWithTheNewestPredictionOfItsEntity() {
        // given: one id three times, twice of one entity
        start(1);
        var version = world.publish("1");
        predict(version, "same", START, 0.1);
        predict(version, "same", START.plusSeconds(1), 0.9);
        pipe(TOPICS.predictions(), "other", world.prediction(version, "other", "same", START, 0.1, false));

        // when
        label("same", START.plusSeconds(1), START.plusSeconds(60), true);
        pipe(TOPICS.labels(), "other", world.label("other", "same", START, START.plusSeconds(61), false));
        label("next", END, OVER, true);
        predict(version, "later", OVER, 0.1);
        tick();

        // then: one outcome for each entity, both right
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getRows()).isEqualTo(2);
        assertThat(values(report)).contains(entry("accuracy", 1.0), entry("coverage", 1.0));
    }

    @Test
    void shouldLetALabelOfAnUnknownEntityLowerTheCoverageOnly() {
        // given
        start(1);
        var version = world.publish("1");
        predict(version, "e0", START, 0.9);

        // when
        label("e0", START, START.plusSeconds(60), true);
        pipe(TOPICS.labels(), "nobody", world.label("nobody", "e0", START, START.plusSeconds(61), false));
        label("next", END, OVER, true);
        predict(version, "later", OVER, 0.1);
        tick();

        // then
        var report = read().get("OUTCOME/labels/1");
        assertThat(report.getRows()).isEqualTo(1);
        assertThat(values(report)).contains(entry("accuracy", 1.0), entry("coverage", 1 / 2.0));
        assertThat(deadLetters(TOPICS.labels())).isEmpty();
    }

    @Test
    void shouldSendWhatItCannotReadToTheDeadLetters() {
        start(1);
        deploy("1");

        for (var topic : List.of(TOPICS.features(), TOPICS.predictions(), TOPICS.labels())) {
            pipe(topic, "customer", "nonsense".getBytes(StandardCharsets.UTF_8));
            assertThat(deadLetters(topic)).containsExactly("UNDECODABLE");
        }
        pipe(TOPICS.features(), "customer", world.somethingElse());

        assertThat(deadLetters(TOPICS.features())).containsExactly("MISSING_FIELD");
    }

    private void start(int partitions) {
        start(partitions, START);
    }

    private void start(int partitions, Instant wallClock) {
        clock = wallClock;
        world = new World(folder, partitions);
        var properties = world.clients().streamsProperties(APPLICATION);
        driver = new TopologyTestDriver(new DriftTopology(world.parts()).build(), properties, wallClock);
        reports = driver.createOutputTopic(
                TOPICS.drift(),
                new StringDeserializer(),
                world.clients().serdes().specific(DriftReport.class).deserializer());
    }

    private DeployedVersion deploy(String version) {
        return deploy(world.publish(version));
    }

    private DeployedVersion deploy(DeployedVersion version) {
        pipe(Topics.DEPLOYMENTS, PIPELINE, world.deployment(version, null));
        return version;
    }

    private void rows(int count, long seed, Function<Random, Row> source) {
        var random = new Random(seed);
        for (var i = 0; i < count; i++) {
            features(source.apply(random), START.plus(WINDOW.multipliedBy(i).dividedBy(count)));
        }
    }

    private void features(Row row, Instant time) {
        pipe(TOPICS.features(), "customer", world.features(row, time));
    }

    private void predict(DeployedVersion by, String event, Instant time, double score) {
        pipe(TOPICS.predictions(), "customer", world.prediction(by, event, time, score, score >= 0.5));
    }

    private void label(String event, Instant time, Instant known, boolean positive) {
        pipe(TOPICS.labels(), "customer", world.label(event, time, known, positive));
    }

    private void other(long rows, long until, Instant watermark, boolean idle) {
        var deployed = world.publish("1");
        var partial = PartialCounts.newBuilder()
                .setTopic(TOPICS.features())
                .setPartition(1)
                .setWindowStart(START)
                .setWindowEnd(END)
                .setRows(rows)
                .setSources(List.of(new OffsetRange(TOPICS.features(), 1, 7L, until)))
                .setWatermark(watermark)
                .setLate(0)
                .setSilentSince(idle ? clock.minus(IDLE) : null)
                .setSubjects(List.of(SubjectCounts.newBuilder()
                        .setScope(DriftScope.FEATURE)
                        .setName("visits")
                        .setVersion("1")
                        .setReferenceDigest(deployed.getBundleDigest())
                        .setRows(rows)
                        .setMissing(0)
                        .setCounts(List.of(rows, 0L, 0L, 0L, 0L, 0L, 0L))
                        .setSum(0)
                        .build()))
                .build();
        TestInputTopic<String, PartialCounts> counts = driver.createInputTopic(
                APPLICATION + "-counts-repartition",
                new StringSerializer(),
                world.clients().serdes().specific(PartialCounts.class).serializer());
        counts.pipeInput(TOPICS.features() + "/1", partial);
    }

    private void pipe(String topic, @Nullable String key, byte[] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private void tick() {
        advance(Duration.ofSeconds(1));
    }

    /** Of the labels on their way to their predictions. */
    private List<String> keys() {
        var routed = driver.createOutputTopic(
                APPLICATION + "-labels-repartition",
                new StringDeserializer(),
                world.clients().serdes().specific(LabelProgress.class).deserializer());
        return routed.readRecordsToList().stream()
                .filter(record -> record.value().getLabel() != null)
                .map(TestRecord::key)
                .toList();
    }

    private void advance(Duration time) {
        clock = clock.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** By scope/name/version. */
    private Map<String, DriftReport> read() {
        return reports.readValuesToList().stream()
                .collect(Collectors.toMap(
                        report -> report.getScope() + "/" + report.getName() + "/" + report.getVersion(),
                        Function.identity()));
    }

    private static Map<String, Double> values(DriftReport report) {
        return report.getStatistics().stream().collect(Collectors.toMap(Statistic::getName, Statistic::getValue));
    }

    private List<String> deadLetters(String topic) {
        var letters = driver.createOutputTopic(
                Topics.deadLetters(topic),
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer());
        return letters.readRecordsToList().stream()
                .map(letter ->
                        new String(letter.headers().lastHeader(DeadLetter.CODE).value(), StandardCharsets.UTF_8))
                .toList();
    }

    private double uncounted(String reason) {
        return world.meters()
                .get(Metric.DRIFT_UNCOUNTED.id())
                .tag("topic", TOPICS.features())
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double count(String meter, String topic) {
        return world.meters().get(meter).tag("topic", topic).counter().count();
    }

    private void publishFeatureSet() {
        pipe(Topics.FEATURE_SETS, world.fingerprint(), world.featureSet(world.fingerprint()));
    }
}
