package io.sluicegate.scorer.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExecutionArgumentTest {
    @Test
    void shouldReadWhatItWrote() {
        var settings = new ExecutionSettings(
                List.of(ExecutionProvider.TENSORRT, ExecutionProvider.OPENVINO, ExecutionProvider.CPU),
                false,
                Map.of(
                        ExecutionProvider.TENSORRT,
                        new Options("1", OptionalLong.of(2L << 30), true, false, OptionalInt.of(256)),
                        ExecutionProvider.OPENVINO,
                        new Options("AUTO:GPU,CPU", OptionalLong.empty(), false, true, OptionalInt.empty())),
                3);

        assertThat(ExecutionArgument.read(ExecutionArgument.of(settings))).isEqualTo(settings);
        assertThat(ExecutionArgument.read(ExecutionArgument.of(ExecutionSettings.CPU)))
                .isEqualTo(ExecutionSettings.CPU);
    }
}
