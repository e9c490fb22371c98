package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
    private final DemoReport account = new DemoReport();

    @Test
    void shouldCloseOnlyWhenEveryStepHappened() {
        for (var step : Step.values()) {
            assertThat(account.closed()).isFalse();
            account.happened(step, "seen", Map.of());
        }

        assertThat(account.closed()).isTrue();
    }

    @Test
    void shouldNotCloseWhenAStepFailed() {
        for (var step : Step.values()) {
            if (step == Step.ROLLED_BACK) {
                account.failed(step, "waited in vain");
            } else {
                account.happened(step, "seen", Map.of());
            }
        }

        assertThat(account.closed()).isFalse();
        assertThat(account.missing()).containsExactly(Step.ROLLED_BACK);
        assertThat(Conclusion.lines(account))
                .anySatisfy(line -> assertThat(line).contains("FAIL", "waited in vain"));
    }

    @Test
    void shouldWriteEachStepWithItsFigures(@TempDir Path folder) throws IOException {
        account.happened(Step.DRIFTED, "strongest drift: amount", Map.of("psi", 0.5));
        var file = folder.resolve("account.json");

        account.writeTo(file);

        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("closed").asBoolean()).isFalse();
        assertThat(json.at("/steps/0/step").asText()).isEqualTo("drifted");
        assertThat(json.at("/steps/0/figures/psi").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/steps/0/seconds").asDouble()).isGreaterThanOrEqualTo(0);
        assertThat(json.get("missing")).hasSize(Step.values().length - 1);
    }
}
