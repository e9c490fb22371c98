package io.sluicegate.console.domain;

import static io.sluicegate.console.Samples.NOON;
import static io.sluicegate.console.Samples.PIPELINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.CommandForm.Filled;
import io.sluicegate.console.domain.CommandForm.Refused;
import io.sluicegate.console.domain.CommandForm.Result;
import io.sluicegate.records.CommandKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFormTest {
    private final Map<String, String> fields = new HashMap<>(Map.of(
            "kind",
            "ROLLBACK",
            "version",
            "2",
            "issuedBy",
            " ada ",
            "reason",
            "too many false positives",
            "expectedRevision",
            "7"));

    @Test
    void shouldBecomeTheCommandThatItAsksFor() {
        assertThat(result()).isInstanceOfSatisfying(Filled.class, filled -> {
            var command = filled.command();
            assertThat(command.getKind()).isEqualTo(CommandKind.ROLLBACK);
            assertThat(command.getVersion()).isEqualTo("2");
            assertThat(command.getPipeline()).isEqualTo(PIPELINE);
            assertThat(command.getCommandId()).isEqualTo("id-1");
            assertThat(command.getExpectedRevision()).isEqualTo(7);
            assertThat(command.getIssuedBy()).isEqualTo("ada");
            assertThat(command.getReason()).isEqualTo("too many false positives");
            assertThat(command.getIssuedAt()).isEqualTo(NOON);
        });
    }

    @Test
    void shouldAbortToo() {
        fields.put("kind", "ABORT");

        assertThat(result()).isInstanceOfSatisfying(Filled.class, filled -> assertThat(
                        filled.command().getKind())
                .isEqualTo(CommandKind.ABORT));
    }

    @ParameterizedTest
    @CsvSource({
        "kind,PROMOTE",
        "kind,''",
        "version,''",
        "issuedBy,'  '",
        "reason,''",
        "expectedRevision,soon",
        "expectedRevision,''"
    })
    void shouldRefuseAFieldThatSaysNothingUsable(String field, String value) {
        fields.put(field, value);

        assertThat(result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                .startsWith(field + ": "));
    }

    @Test
    void shouldRefuseAMissingField() {
        fields.remove("reason");

        assertThat(result()).isInstanceOf(Refused.class);
    }

    @Test
    void shouldRefuseAReasonWithoutEnd() {
        fields.put("reason", "x".repeat(501));

        assertThat(result()).isInstanceOf(Refused.class);
    }

    private Result result() {
        return new CommandForm(PIPELINE, fields).command("id-1", NOON);
    }
}
