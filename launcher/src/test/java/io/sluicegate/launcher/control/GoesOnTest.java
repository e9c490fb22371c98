package io.sluicegate.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GoesOnTest {
    private final ModelCommand command = ModelCommand.newBuilder()
            .setCommandId("c1")
            .setCorrelationId("c1")
            .setPipeline("fraud")
            .setKind(CommandKind.CANARY)
            .setVersion("2")
            .setExpectedRevision(6L)
            .setIssuedBy("anna")
            .setIssuedAt(Instant.EPOCH)
            .build();

    @Test
    void shouldSayHowToWithdrawWhatIsQueued() {
        assertThat(text(false))
                .contains("CANARY of version 2 at revision 6 goes on without you.")
                .contains("sluicegate audit --pipeline 'my fraud.yaml'")
                .endsWith("sluicegate rollout withdraw c1 --pipeline 'my fraud.yaml'");
    }

    @Test
    void shouldSayHowToEndWhatIsDecided() {
        assertThat(text(true)).endsWith("sluicegate rollout abort --pipeline 'my fraud.yaml'");
    }

    @Test
    void shouldNotClaimThatTheCommandIsInTheLogBeforeItIs() {
        try (var goesOn = new GoesOn(command, Path.of("f.yaml"), () -> false, System.err::println)) {
            assertThat(goesOn.text())
                    .contains("CANARY of version 2 at revision 6 may not have reached the log.")
                    .contains("sluicegate audit --pipeline f.yaml");
        }
    }

    private String text(boolean decided) {
        try (var goesOn = new GoesOn(command, Path.of("my fraud.yaml"), () -> decided, System.err::println)) {
            goesOn.written();
            return goesOn.text();
        }
    }
}
