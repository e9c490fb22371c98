package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.APPROVE;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.CommandKind.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.control.domain.Decision.Withdrawn;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.ModelCommand;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
    private final World world = new World();
    private final ModelCommand deploy = world.command("d1", DEPLOY, "1", command -> {});

    @BeforeEach
    void register() {
        world.decide(REGISTER, "1");
    }

    @Test
    void shouldTakeBackTheCommandThatItNamesAndTellSoWhenItsTurnComes() {
        var withdrawal = withdrawal("w1", "d1");

        assertThat(world.decide(deploy, Via.COMMANDS, List.of(withdrawal)))
                .isEqualTo(new Withdrawn("withdrawn by anna before it was read: wrong version", "w1"));
        assertThat(world.current()).as("nothing is prepared").isNull();
        assertThat(world.decide(withdrawal)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.reason()).isEqualTo("withdrew DEPLOY of version 1 (command d1)");
            assertThat(accepted.deployment()).isEmpty();
        });
        assertThat(world.decisions.get("fraud/d1").getKind()).isEqualTo(AuditKind.WITHDRAWN);
        assertThat(world.decisions.get("fraud/d1").getWithdrawnBy()).isEqualTo("w1");
    }

    @Test
    void shouldNotObeyAWithdrawnCommandThatComesAgain() {
        world.decide(deploy, Via.COMMANDS, List.of(withdrawal("w1", "d1")));

        assertThat(world.decide(deploy)).isEqualTo(new Duplicate());
        assertThat(world.current()).isNull();
    }

    @Test
    void shouldComeTooLateForWhatWasObeyed() {
        world.decide(deploy);

        assertThat(refusal(world.decide(withdrawal("w1", "d1"))))
                .startsWith(
                        "DEPLOY of version 1 (command d1) was obeyed before the withdrawal came: preparing version 1")
                .contains("ABORT");
    }

    @Test
    void shouldSayThatTheCommandWasRefusedAnyway() {
        world.decide(world.command("d9", DEPLOY, "9", command -> {}));

        assertThat(refusal(world.decide(withdrawal("w1", "d9"))))
                .startsWith("DEPLOY of version 9 (command d9) was refused before the withdrawal came: fraud-model@9");
    }

    @Test
    void shouldLetTheFirstOfTwoCountAndNameItToTheSecond() {
        var first = withdrawal("w1", "d1");
        var second = withdrawal("w2", "d1");

        world.decide(deploy, Via.COMMANDS, List.of(first, second));

        assertThat(world.decide(first)).isInstanceOf(Accepted.class);
        assertThat(refusal(world.decide(second)))
                .isEqualTo("DEPLOY of version 1 (command d1) is withdrawn already, by command w1");
    }

    /** What counts ahead of the command must be what is accepted at its turn. */
    @Test
    void shouldCountAheadOnlyWhatWillBeAccepted() {
        world.decide(withdrawal("used", "nothing"));
        var useless = List.of(
                withdrawal("w1", "d1", command -> command.setPipeline("churn")),
                withdrawal("w2", "d2"),
                withdrawal("w3", "d1", command -> command.setExpectedRevision(0L)),
                withdrawal("w4", "d1", command -> command.setModel("another")),
                withdrawal("d1", "d1"),
                withdrawal("used", "d1"));

        assertThat(world.decide(deploy, Via.COMMANDS, useless)).isInstanceOf(Accepted.class);
        assertThat(useless).allSatisfy(each -> assertThat(world.decide(each)).isNotInstanceOf(Accepted.class));
    }

    @Test
    void shouldNotBeWithdrawnItself() {
        var withdrawal = withdrawal("w1", "d1");
        var second = withdrawal("w2", "w1");

        world.decide(deploy, Via.COMMANDS, List.of(withdrawal, second));

        assertThat(world.decide(withdrawal, Via.COMMANDS, List.of(second))).isInstanceOf(Accepted.class);
        assertThat(refusal(world.decide(second))).contains("was obeyed before the withdrawal came");
    }

    @Test
    void shouldRefuseWithoutACommandOrWithOneThatNobodyKnows() {
        assertThat(refusal(world.decide(withdrawal("w1", ""))))
                .isEqualTo("WITHDRAW needs withdraws, the id of the command to take back");
        assertThat(refusal(world.decide(withdrawal("w2", "d7"))))
                .startsWith("no command d7 of pipeline 'fraud' comes before this one");
        assertThat(refusal(world.decide(withdrawal("w3", "d7", command -> command.setExpectedRevision(0L)))))
                .contains("leave out expectedRevision");
    }

    @Test
    void shouldLeaveApprovalsToTheirTopic() {
        assertThat(refusal(world.decide(withdrawal("w1", "a1"), Via.APPROVALS))).contains("takes APPROVE only");
        assertThat(world.decide(
                        world.command("a1", APPROVE, "1", command -> command.setIssuedBy("bert")), Via.APPROVALS))
                .isInstanceOf(Accepted.class);
    }

    private ModelCommand withdrawal(String id, String target) {
        return withdrawal(id, target, command -> {});
    }

    private ModelCommand withdrawal(String id, String target, Consumer<ModelCommand.Builder> details) {
        return world.command(id, WITHDRAW, "", command -> {
            command.setWithdraws(target).setReason("wrong version");
            details.accept(command);
        });
    }
}
