package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.DriftScope;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerSettingsTest {
    @Test
    void shouldExpectReportsOfEachFeatureThatHasAProfile() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://trigger-settings"));

        assertThat(TriggerSettings.of(config).subjects(DriftScope.FEATURE))
                .containsExactlyInAnyOrder("a", "b", "c", "country");
    }
}
