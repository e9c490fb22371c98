package io.sluicegate.console.domain;

import static io.sluicegate.console.Samples.NOON;
import static io.sluicegate.console.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Traffic.OfRevision;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficFoldTest {
    private final TrafficFold fold = new TrafficFold();

    @Test
    void shouldCountByVersionRoleAndOutcome() {
        fold.add(at(prediction("e1", "v1"), NOON));
        fold.add(at(rejected(prediction("e2", "v1")), NOON));
        fold.add(at(positive(inRole(prediction("e3", "v2"), Role.CANDIDATE)), NOON));

        var traffic = fold.at(NOON);

        assertThat(traffic.predictions()).isEqualTo(3);
        assertThat(traffic.versions())
                .extracting(Traffic.OfVersion::version, Traffic.OfVersion::role, Traffic.OfVersion::predictions)
                .containsExactly(tuple("v1", Role.PRIMARY, 2L), tuple("v2", Role.CANDIDATE, 1L));
        assertThat(traffic.versions().get(0).outcomes())
                .containsEntry(Outcome.SCORED, 1L)
                .containsEntry(Outcome.REJECTED, 1L);
        assertThat(traffic.versions().get(1).positives()).isEqualTo(1);
    }

    @Test
    void shouldCountShadowsByVersionOnly() {
        fold.add(at(inRole(prediction("e1", "v9"), Role.SHADOW), NOON));

        var traffic = fold.at(NOON.plusSeconds(1));

        assertThat(traffic.predictions()).isZero();
        assertThat(traffic.perSecond()).isZero();
        assertThat(traffic.latest()).isEmpty();
        assertThat(traffic.versions()).hasSize(1);
    }

    @Test
    void shouldGiveThroughputOverTheFiveWholeSecondsBeforeNow() {
        for (var second = 0; second < 10; second++) {
            for (var i = 0; i < 20; i++) {
                fold.add(at(prediction("e", "v1"), NOON.plusSeconds(second).plusMillis(i)));
            }
        }

        assertThat(fold.at(NOON.plusSeconds(10)).perSecond()).isEqualTo(20);
        assertThat(fold.at(NOON.plusSeconds(12)).perSecond()).isEqualTo(12);
        assertThat(fold.at(NOON.plusSeconds(15)).perSecond()).isZero();
        assertThat(fold.at(NOON.plusSeconds(10)).lastMinute()).hasSize(60).endsWith(20, 20, 20);
        assertThat(fold.at(NOON.plusSeconds(10)).lastMinute()).startsWith(0, 0);
    }

    @Test
    void shouldGivePercentilesOfTheLatencyFromEventToPrediction() {
        IntStream.rangeClosed(1, 100).forEach(millis -> fold.add(took(millis, NOON)));

        var latency = fold.at(NOON.plusSeconds(1)).recent();

        assertThat(latency).isEqualTo(new Latency(100, 50, 95, 99, 100));
    }

    @Test
    void shouldForgetOldLatenciesInTheRecentOnesOnly() {
        fold.add(took(500, NOON));
        fold.add(took(10, NOON.plusSeconds(30)));

        var traffic = fold.at(NOON.plusSeconds(31));

        assertThat(traffic.recent().max()).isEqualTo(10);
        assertThat(traffic.recent().count()).isEqualTo(1);
        assertThat(traffic.overall().count()).isEqualTo(2);
        assertThat(traffic.overall().max()).isBetween(500L, 504L);
    }

    @Test
    void shouldNotMeasureLatencyWithoutTheTimeOfIngestion() {
        fold.add(at(prediction("e1", "v1"), NOON));

        assertThat(fold.at(NOON).overall()).isEqualTo(Latency.NONE);
    }

    @Test
    void shouldCallLatencyNoughtWhenClocksDisagree() {
        fold.add(new Predicted(prediction("e1", "v1"), NOON, Optional.of(NOON.plusSeconds(5))));

        assertThat(fold.at(NOON).overall().max()).isZero();
    }

    @Test
    void shouldSayWhenARevisionFirstAndLastDecided() {
        fold.add(at(inRevision(prediction("e1", "v1"), 4), NOON));
        fold.add(at(inRevision(prediction("e2", "v1"), 4), NOON.plusMillis(70)));
        fold.add(at(inRevision(prediction("e3", "v2"), 5), NOON.plusMillis(60)));

        assertThat(fold.at(NOON).revisions())
                .containsExactly(
                        new OfRevision(5, 1, NOON.plusMillis(60), NOON.plusMillis(60)),
                        new OfRevision(4, 2, NOON, NOON.plusMillis(70)));
    }

    @Test
    void shouldShowTheNewestPredictionsNewestFirst() {
        IntStream.rangeClosed(1, 20).forEach(i -> fold.add(at(prediction("e" + i, "v1"), NOON)));

        assertThat(fold.at(NOON).latest())
                .extracting(Prediction::getEventId)
                .containsExactly("e20", "e19", "e18", "e17", "e16", "e15", "e14", "e13");
    }

    private static Predicted at(Prediction prediction, Instant appended) {
        return new Predicted(prediction, appended, Optional.empty());
    }

    private static Predicted took(long millis, Instant appended) {
        return new Predicted(prediction("e", "v1"), appended, Optional.of(appended.minusMillis(millis)));
    }

    private static Prediction inRole(Prediction prediction, Role role) {
        prediction.setRole(role);
        return prediction;
    }

    private static Prediction inRevision(Prediction prediction, long revision) {
        prediction.setRevision(revision);
        return prediction;
    }

    private static Prediction positive(Prediction prediction) {
        prediction.setPositive(true);
        return prediction;
    }

    private static Prediction rejected(Prediction prediction) {
        prediction.setOutcome(Outcome.REJECTED);
        prediction.setScore(null);
        prediction.setPositive(null);
        return prediction;
    }
}
