package io.sluicegate.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.service.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private final ModelCommand first = command("c1");
    private final ModelCommand second = command("c2");
    private final ModelCommand third = command("c3");

    @Test
    void shouldHaveWhatStandsBehindTheLastDecidedCommand() {
        var log = List.of(first, second, third);

        assertThat(CommandQueue.behindTheLast(log, Set.of("fraud/c1"))).containsExactly(second, third);
        assertThat(CommandQueue.behindTheLast(log, Set.of("fraud/c3"))).isEmpty();
        assertThat(CommandQueue.behindTheLast(log, Set.of())).containsExactlyElementsOf(log);
    }

    @Test
    void shouldWithdrawTheOnlyOne() {
        assertThat(Withdraw.only(List.of(second), "fraud")).isEqualTo("c2");
    }

    @Test
    void shouldAskWhichOneOfSeveral() {
        assertThatThrownBy(() -> Withdraw.only(List.of(first, second), "fraud"))
                .isInstanceOfSatisfying(CommandFailed.class, failed -> assertThat(failed.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("2 commands of pipeline 'fraud' are queued")
                .hasMessageContaining("c1 (DEPLOY of version 2 by anna), c2 (DEPLOY of version 2 by anna)");
    }

    @Test
    void shouldSayThatNoneIsQueued() {
        assertThatThrownBy(() -> Withdraw.only(List.of(), "fraud"))
                .isInstanceOfSatisfying(CommandFailed.class, failed -> assertThat(failed.exitCode())
                        .isEqualTo(ExitCode.NOT_FOUND))
                .hasMessageContaining("no command of pipeline 'fraud' is queued");
    }

    private static ModelCommand command(String id) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline("fraud")
                .setKind(CommandKind.DEPLOY)
                .setVersion("2")
                .setIssuedBy("anna")
                .setIssuedAt(Instant.EPOCH)
                .build();
    }
}
