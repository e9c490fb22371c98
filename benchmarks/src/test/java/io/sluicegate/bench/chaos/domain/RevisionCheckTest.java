package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionCheckTest {
    static {
        RecordClasses.trust();
    }

    private static final String SALT = "visits";
    private static final DeployedVersion ONE = new DeployedVersion("1", "there", "digest-1");
    private static final DeployedVersion TWO = new DeployedVersion("2", "there", "digest-2");
    private static final int ANN = RevisionCheck.bucket(SALT + "ann");

    private static Deployment revision(long number, List<DeployedArm> arms) {
        return Deployment.newBuilder()
                .setPipeline("visits")
                .setRevision(number)
                .setModel("visits-model")
                .setSalt(SALT)
                .setArms(arms)
                .setWarm(List.of())
                .setCommandId("command")
                .setCorrelationId("command")
                .setChange("")
                .setAt(Instant.EPOCH)
                .build();
    }

    private static final Tenure TENURE = new Tenure(1, Instant.EPOCH);

    private static final Map<Long, Deployment> REVISIONS = Map.of(
            1L, revision(1, Arms.alone(ONE, TENURE)),
            2L, revision(2, Arms.trial(ONE, TWO, ANN + 1, TENURE)),
            3L, revision(3, Arms.trial(ONE, TWO, ANN, TENURE)));

    private static double share(long revision, Role role) {
        return Optional.ofNullable(REVISIONS.get(revision)).map(DeploymentView::of).stream()
                .flatMap(known -> known.deciding().stream())
                .filter(arm -> arm.role() == role)
                .mapToDouble(Arm::share)
                .sum();
    }

    private static Seen seen(long offset, long revision, Role role, DeployedVersion version) {
        return new Seen(
                0,
                offset,
                Prediction.newBuilder()
                        .setEventId("event-" + offset)
                        .setEntity("ann")
                        .setEventTime(Instant.EPOCH)
                        .setPipeline("visits")
                        .setModel("visits-model")
                        .setVersion(version.getVersion())
                        .setBundleDigest(version.getBundleDigest())
                        .setFeatureSetFingerprint("set")
                        .setRevision(revision)
                        .setBucket(ANN)
                        .setPropensity(share(revision, role))
                        .setRole(role)
                        .setOutcome(Outcome.SCORED)
                        .setExecutionProvider("CPU")
                        .setFeaturesPartition(0)
                        .setFeaturesOffset(offset)
                        .setScoredAt(Instant.EPOCH)
                        .build());
    }

    private static RevisionCheck check(Seen... predictions) {
        return new RevisionCheck(REVISIONS, List.of(predictions));
    }

    @Test
    void shouldHoldWhenVersionsAreThoseOfTheirRevisions() {
        var check =
                check(seen(0, 1, Role.PRIMARY, ONE), seen(1, 2, Role.CANDIDATE, TWO), seen(2, 3, Role.PRIMARY, ONE));

        assertThat(check.version().holds()).isTrue();
        assertThat(check.epochs().holds()).isTrue();
    }

    @Test
    void shouldFindAnotherVersion() {
        var finding = check(seen(0, 1, Role.PRIMARY, TWO)).version();

        assertThat(finding.faults())
                .singleElement()
                .asString()
                .contains("predictions-0@0", "revision 1 says PRIMARY 1");
    }

    @Test
    void shouldFindAnotherDigest() {
        var rebuilt = new DeployedVersion("1", "there", "other");

        assertThat(check(seen(0, 1, Role.PRIMARY, rebuilt)).version().holds()).isFalse();
    }

    @Test
    void shouldFindTheCandidateBeyondItsShare() {
        assertThat(check(seen(0, 3, Role.CANDIDATE, TWO)).version().holds()).isFalse();
    }

    @Test
    void shouldFindThePrimaryWithinTheShareOfTheCandidate() {
        assertThat(check(seen(0, 2, Role.PRIMARY, ONE)).version().holds()).isFalse();
    }

    @Test
    void shouldFindAnotherBucket() {
        var seen = seen(0, 1, Role.PRIMARY, ONE);
        seen.prediction().setBucket(ANN + 1);

        assertThat(check(seen).version().holds()).isFalse();
    }

    @Test
    void shouldFindAnotherPropensity() {
        var seen = seen(0, 2, Role.CANDIDATE, TWO);
        seen.prediction().setPropensity(1);

        assertThat(check(seen).version().holds()).isFalse();
    }

    @Test
    void shouldFindARevisionThatNobodyDecided() {
        assertThat(check(seen(0, 9, Role.PRIMARY, ONE)).version().faults())
                .singleElement()
                .asString()
                .contains("revision 9 decides nothing");
    }

    @Test
    void shouldFindAnEpochThatGoesBack() {
        var finding = check(seen(0, 2, Role.CANDIDATE, TWO), seen(1, 1, Role.PRIMARY, ONE))
                .epochs();

        assertThat(finding.faults()).singleElement().asString().contains("predictions-0@1", "revision 1 after 2");
    }
}
