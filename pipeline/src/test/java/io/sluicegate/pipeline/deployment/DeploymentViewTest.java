package io.sluicegate.pipeline.deployment;

import static io.sluicegate.records.ArmRole.DECIDES;
import static io.sluicegate.records.ArmRole.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.ArmRole;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentViewTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Tenure TENURE = new Tenure(5, NOW);

    @Test
    void shouldNameTheFirstDecidingArmPrimaryAndTheOthersCandidates() {
        var view = view(
                arm("9", SHADOW, 0, 10_000),
                arm("1", DECIDES, 3_000, 10_000),
                arm("2", DECIDES, 0, 1_000),
                arm("3", DECIDES, 1_000, 3_000));

        assertThat(view.trouble()).isEmpty();
        assertThat(view.primary().map(Arm::name)).contains("1");
        assertThat(view.candidate().map(Arm::name)).contains("2");
        assertThat(view.deciding()).extracting(Arm::role).containsExactly(Role.PRIMARY, Role.CANDIDATE, Role.CANDIDATE);
        assertThat(view.candidates()).extracting(Arm::name).containsExactly("2", "3");
        assertThat(view.shadows()).extracting(Arm::name).containsExactly("9");
        assertThat(view.arms()).extracting(Arm::place).containsExactly(0, 1, 2, 3);
        assertThat(view.tenure()).isEqualTo(5);
    }

    @Test
    void shouldTellWhoDecidesForABucket() {
        var view = view(arm("1", DECIDES, 500, 10_000), arm("2", DECIDES, 0, 500), arm("9", SHADOW, 0, 10_000));

        assertThat(view.arm(0).name()).isEqualTo("2");
        assertThat(view.arm(499).name()).isEqualTo("2");
        assertThat(view.arm(500).name()).isEqualTo("1");
        assertThat(view.arm(9_999).name()).isEqualTo("1");
        assertThat(view.arm(0).share()).isEqualTo(0.05);
    }

    @Test
    void shouldLeaveAPrimaryWithoutKeysToACandidateThatHasAll() {
        var view = view(Arms.trial(version("1"), version("2"), 10_000, TENURE).toArray(DeployedArm[]::new));

        assertThat(view.trouble()).isEmpty();
        assertThat(view.primary().map(Arm::name)).contains("1");
        assertThat(view.arm(9_999).name()).isEqualTo("2");
    }

    @Test
    void shouldHaveNobodyBeforeTheFirstActivation() {
        var view = view();

        assertThat(view.trouble()).isEmpty();
        assertThat(view.primary()).isEmpty();
        assertThat(view.candidates()).isEmpty();
        assertThat(view.loaded()).isEmpty();
        assertThat(view.tenure()).isZero();
        assertThatThrownBy(() -> view.arm(0)).hasMessage("revision 7 has no deciding version for bucket 0");
    }

    @Test
    void shouldFindWhatIsNotCoveredExactlyOnce() {
        assertThat(view(arm("1", DECIDES, 1, 10_000)).trouble()).contains("bucket 0 has no deciding version");
        assertThat(view(arm("1", DECIDES, 0, 9_999)).trouble()).contains("bucket 9999 has no deciding version");
        assertThat(view(arm("1", DECIDES, 0, 10_000), arm("2", DECIDES, 7, 8)).trouble())
                .contains("bucket 7 has more than one deciding version");
        assertThat(view(arm("1", DECIDES, 0, 10_001)).trouble())
                .contains("version 1 has the buckets from 0 until 10001, which there are not");
        assertThat(view(arm("1", SHADOW, 0, 10_000)).trouble()).contains("bucket 0 has no deciding version");
    }

    @Test
    void shouldNotLetAnUnknownRoleDecide() {
        assertThat(view(arm("1", ArmRole.UNKNOWN, 0, 10_000)).trouble()).contains("bucket 0 has no deciding version");
        assertThat(view(arm("1", DECIDES, 0, 10_000), arm("2", ArmRole.UNKNOWN, 0, 10_000))
                        .arms())
                .extracting(Arm::name)
                .containsExactly("1");
    }

    @Test
    void shouldLoadWhatDecidesFirstAndShadowsLast() {
        var view = DeploymentView.of(
                deployment(arm("9", SHADOW, 0, 10_000), arm("1", DECIDES, 5_000, 10_000), arm("2", DECIDES, 0, 5_000))
                        .setWarm(List.of(version("0"), version("1")))
                        .setPreparing(preparing("4", CommandKind.DEPLOY))
                        .build());

        assertThat(view.loaded()).extracting(DeployedVersion::getVersion).containsExactly("1", "2", "0", "4", "9");
        assertThat(view.wayBack()).contains(version("0"));
        assertThat(view.goingBackTo()).isEmpty();
        assertThat(List.of("0", "1", "2", "4", "9")).allMatch(it -> view.names("digest-" + it));
        assertThat(view.names("digest-5")).isFalse();
        assertThat(List.of("0", "1", "2")).allMatch(it -> view.hasDecided("digest-" + it));
        assertThat(List.of("4", "9")).noneMatch(it -> view.hasDecided("digest-" + it));
    }

    @Test
    void shouldLoadTheTargetOfARollbackBeforeAll() {
        var view = DeploymentView.of(deployment(arm("2", DECIDES, 0, 10_000))
                .setWarm(List.of(version("1")))
                .setPreparing(preparing("1", CommandKind.ROLLBACK))
                .build());

        assertThat(view.loaded()).extracting(DeployedVersion::getVersion).containsExactly("1", "2");
        assertThat(view.goingBackTo()).contains(version("1"));
    }

    @Test
    void shouldTellADivisionFromAnother() {
        var one = view(arm("1", DECIDES, 100, 10_000), arm("2", DECIDES, 0, 100));

        assertThat(one.dividesLike(view(arm("1", DECIDES, 100, 10_000), arm("2", DECIDES, 0, 100))))
                .isTrue();
        assertThat(one.dividesLike(
                        view(arm("1", DECIDES, 100, 10_000), arm("2", DECIDES, 0, 100), arm("9", SHADOW, 0, 10_000))))
                .isTrue();
        assertThat(one.dividesLike(view(arm("1", DECIDES, 200, 10_000), arm("2", DECIDES, 0, 200))))
                .isFalse();
        assertThat(one.dividesLike(view(arm("2", DECIDES, 100, 10_000), arm("1", DECIDES, 0, 100))))
                .isFalse();
        assertThat(one.dividesLike(view(arm("1", DECIDES, 0, 10_000)))).isFalse();
    }

    /** Arms that cut the buckets anywhere and stand in any order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGiveEachBucketExactlyOneDeciderWhereverTheArmsAreCut(long seed) {
        var random = new Random(seed);
        var cuts = IntStream.concat(
                        IntStream.of(0, DeploymentView.BUCKETS),
                        random.ints(random.nextInt(6), 0, DeploymentView.BUCKETS + 1))
                .sorted()
                .toArray();
        var arms = new ArrayList<DeployedArm>();
        for (var i = 1; i < cuts.length; i++) {
            arms.add(arm("v" + i, DECIDES, cuts[i - 1], cuts[i]));
        }
        Collections.shuffle(arms, random);

        var view = view(arms.toArray(DeployedArm[]::new));

        assertThat(view.trouble()).isEmpty();
        assertThat(IntStream.range(0, DeploymentView.BUCKETS)
                        .filter(bucket -> !List.of(view.arm(bucket)).equals(deciders(view, bucket))))
                .isEmpty();
        assertThat(view.deciding().stream().mapToInt(Arm::buckets).sum()).isEqualTo(DeploymentView.BUCKETS);
    }

    /** Arms of any ranges: there is trouble if and only if a count of the buckets one by one finds any. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFindTroubleExactlyWhereACountFindsIt(long seed) {
        var random = new Random(seed);
        var steps = new int[] {0, 2_500, 5_000, 7_500, 10_000};
        var arms = IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(i -> {
                    var from = random.nextInt(steps.length);
                    var until = from + random.nextInt(steps.length - from);
                    return arm("v" + i, DECIDES, steps[from], steps[until]);
                })
                .toArray(DeployedArm[]::new);

        var counts = new int[DeploymentView.BUCKETS];
        for (var arm : arms) {
            for (var bucket = arm.getFromBucket(); bucket < arm.getUntilBucket(); bucket++) {
                counts[bucket]++;
            }
        }

        assertThat(view(arms).trouble().isEmpty())
                .as(Arrays.toString(arms))
                .isEqualTo(Arrays.stream(counts).allMatch(count -> count == 1));
    }

    private static List<Arm> deciders(DeploymentView view, int bucket) {
        return view.deciding().stream().filter(arm -> arm.covers(bucket)).toList();
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static DeploymentView view(DeployedArm... arms) {
        return DeploymentView.of(deployment(arms).build());
    }

    private static Deployment.Builder deployment(DeployedArm... arms) {
        return Deployment.newBuilder()
                .setPipeline("fraud")
                .setRevision(7)
                .setModel("m")
                .setSalt("s")
                .setArms(List.of(arms))
                .setWarm(List.of())
                .setCommandId("c")
                .setCorrelationId("c")
                .setChange("")
                .setAt(NOW);
    }

    private static Preparation preparing(String version, CommandKind goal) {
        return new Preparation(version(version), goal, 0, NOW, NOW, "c");
    }

    private static DeployedArm arm(String version, ArmRole role, int from, int until) {
        return new DeployedArm(version(version), role, from, until, TENURE.id(), TENURE.since());
    }

    private static DeployedVersion version(String version) {
        return new DeployedVersion(version, "/" + version, "digest-" + version);
    }
}
