package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.commonTenure;
import static io.sluicegate.control.Places.previous;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.APPROVE;
import static io.sluicegate.records.CommandKind.CANARY;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.records.ModelRegistration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private final World world = new World();

    @Test
    void shouldRegister() {
        var registration = registration(world.decide(REGISTER, "1"));

        assertThat(registration)
                .isEqualTo(ModelRegistration.newBuilder()
                        .setPipeline("fraud")
                        .setModel("fraud-model")
                        .setVersion("1")
                        .setLocation("/models/1")
                        .setBundleDigest("digest-1")
                        .setFeatureSetFingerprint("features-1")
                        .setCorrelationId("why-c1")
                        .setRegisteredBy("anna")
                        .setRegisteredAt(world.now)
                        .setCommandId("c1")
                        .build());
    }

    @Test
    void shouldChangeNothingWhenTheSameDigestIsRegisteredAgain() {
        var first = registration(world.decide(REGISTER, "1"));

        var again = world.decide(REGISTER, "1");

        assertThat(registration(again)).isEqualTo(first);
        assertThat(((Accepted) again).reason()).isEqualTo("fraud-model@1 is already registered");
    }

    @Test
    void shouldTakeOverANewLocationOfTheSameBundle() {
        var first = registration(world.decide(REGISTER, "1"));
        world.decide(APPROVE, "1", command -> command.setIssuedBy("bert"));

        var moved = world.decide(REGISTER, "1", command -> command.setLocation("/moved/1"));

        assertThat(registration(moved))
                .isEqualTo(ModelRegistration.newBuilder(first)
                        .setLocation("/moved/1")
                        .setApprovedBy("bert")
                        .build());
        assertThat(((Accepted) moved).reason()).isEqualTo("fraud-model@1 moved to /moved/1 from /models/1");
        assertThat(((Accepted) moved).deployment()).isEmpty();
    }

    @Test
    void shouldLetTheDeploymentFollowAMovedBundle() {
        world.running("1").running("2").trying("3", 10);
        var before = world.current();

        for (var version : List.of("1", "2", "3")) {
            world.decide(REGISTER, version, command -> command.setLocation("/moved/" + version));
        }

        var after = world.current();
        assertThat(previous(after).getLocation()).isEqualTo("/moved/1");
        assertThat(primary(after).getLocation()).isEqualTo("/moved/2");
        assertThat(candidate(after).getLocation()).isEqualTo("/moved/3");
        assertThat(after.getRevision()).isEqualTo(before.getRevision() + 3);
        assertThat(commonTenure(after)).as("the same versions decide").isEqualTo(commonTenure(before));
        assertThat(after.getChange()).isEqualTo("fraud-model@3 moved to /moved/3 from /models/3");
    }

    @Test
    void shouldLetAPreparationFollowAMovedBundle() {
        world.running("1").decide(REGISTER, "2");
        world.revision(DEPLOY, "2");

        world.decide(REGISTER, "2", command -> command.setLocation("/moved/2"));

        assertThat(world.current().getPreparing().getTarget().getLocation()).isEqualTo("/moved/2");
        assertThat(primary(world.activated("2").current()).getLocation()).isEqualTo("/moved/2");
    }

    @Test
    void shouldRefuseAnotherDigestUnderAKnownVersion() {
        world.decide(REGISTER, "1");

        assertThat(refusal(world.decide(REGISTER, "1", command -> command.setBundleDigest("other"))))
                .isEqualTo("fraud-model@1 is registered with digest digest-1: a version never changes, choose another");
    }

    @Test
    void shouldNameAllThatARegistrationLacks() {
        assertThat(refusal(world.decide(REGISTER, "1", command -> command.setLocation(null)
                        .setBundleDigest(" ")
                        .setFeatureSetFingerprint(null))))
                .isEqualTo("REGISTER needs location, bundleDigest, featureSetFingerprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a@b", "..", "-1", "1 2"})
    void shouldRefuseAVersionThatCannotStandInAKey(String version) {
        assertThat(refusal(world.decide(REGISTER, version)))
                .isEqualTo("version '%s' must consist of letters, digits, dots, dashes and underscores"
                        .formatted(version));
    }

    @Test
    void shouldSayWhenTheFeatureSetIsAnother() {
        var decision = world.decide(REGISTER, "1", command -> command.setFeatureSetFingerprint("features-0"));

        assertThat(((Accepted) decision).reason())
                .isEqualTo("registered fraud-model@1, trained on a feature set other than the pipeline's features-1");
    }

    @Test
    void shouldApprove() {
        world.decide(REGISTER, "1");

        assertThat(registration(world.decide(APPROVE, "1", command -> command.setIssuedBy("bert")))
                        .getApprovedBy())
                .isEqualTo("bert");
    }

    @Test
    void shouldSayThatSomeoneElseRestsOnAClaim() {
        var required = new World(Approval.REQUIRED);
        required.decide(REGISTER, "1");

        assertThat(((Accepted) required.decide(APPROVE, "1", command -> command.setIssuedBy("bert"))).reason())
                .isEqualTo("bert approved fraud-model@1; "
                        + "nothing proves that this is someone other than anna: commands only claim who issued them");
    }

    @Test
    void shouldCountApprovalsByTheirTopicOnlyWhereTheyAreConfined() {
        var confined = new World(Approval.CONFINED);
        confined.decide(REGISTER, "1");
        var approval = confined.command("a", APPROVE, "1", command -> command.setIssuedBy("bert"));

        assertThat(refusal(
                        confined.decide(confined.command("b", APPROVE, "1", command -> command.setIssuedBy("bert")))))
                .isEqualTo("pipeline 'fraud' takes approvals from sluicegate.approvals only: append the approval "
                        + "there, with an identity that Kafka's ACLs let write to it");
        assertThat(refusal(confined.decide(DEPLOY, "1"))).isEqualTo("version 1 is not approved yet");
        assertThat(((Accepted) confined.decide(approval, Via.APPROVALS)).reason())
                .isEqualTo("bert approved fraud-model@1; whoever Kafka's ACLs let write to sluicegate.approvals may "
                        + "approve");
        assertThat(confined.decide(DEPLOY, "1")).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldTakeNothingButApprovalsFromTheirTopic() {
        assertThat(refusal(world.decide(world.command("r", REGISTER, "1", command -> {}), Via.APPROVALS)))
                .isEqualTo("sluicegate.approvals takes APPROVE only: append REGISTER to sluicegate.commands");
    }

    @Test
    void shouldRefuseAnApprovalByTheSameHand() {
        world.decide(REGISTER, "1");

        assertThat(refusal(world.decide(APPROVE, "1")))
                .isEqualTo("anna registered fraud-model@1: someone else must approve it");
    }

    @Test
    void shouldRefuseASecondApproval() {
        world.decide(REGISTER, "1");
        world.decide(APPROVE, "1", command -> command.setIssuedBy("bert"));

        assertThat(refusal(world.decide(APPROVE, "1", command -> command.setIssuedBy("carl"))))
                .isEqualTo("fraud-model@1 is already approved, by bert");
    }

    @Test
    void shouldRefuseToApproveWhatIsNotRegistered() {
        assertThat(refusal(world.decide(APPROVE, "1")))
                .isEqualTo("fraud-model@1 is not registered for pipeline 'fraud': register it first");
    }

    @Test
    void shouldHoldAnUnapprovedVersionBackWhereApprovalIsRequired() {
        var strict = new World(true);
        strict.decide(REGISTER, "1");

        assertThat(refusal(strict.decide(DEPLOY, "1"))).isEqualTo("version 1 is not approved yet");
        strict.decide(APPROVE, "1", command -> command.setIssuedBy("bert"));
        strict.revision(DEPLOY, "1");
        strict.activated("1");
        strict.decide(REGISTER, "2");
        assertThat(refusal(strict.decide(CANARY, "2", command -> command.setPercent(10.0))))
                .isEqualTo("version 2 is not approved yet");
    }

    @Test
    void shouldRefuseABundleThatIsRegisteredUnderAnotherVersion() {
        world.decide(REGISTER, "1");

        assertThat(refusal(world.decide(REGISTER, "2", command -> command.setBundleDigest("digest-1"))))
                .isEqualTo("the bundle with digest digest-1 is already registered as fraud-model@1: use that version");
    }

    private static ModelRegistration registration(Decision decision) {
        return assertThat(decision)
                .asInstanceOf(type(Accepted.class))
                .actual()
                .registration()
                .orElseThrow();
    }

    @Test
    void shouldRefuseALocationOutsideTheStore() {
        assertThat(refusal(world.decide(REGISTER, "1", command -> command.setLocation("/proc"))))
                .isEqualTo("/proc lies outside the model store");
    }
}
