package io.sluicegate.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageChoiceTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    private final PrometheusMeterRegistry meters = MeterRegistries.prometheus();

    @TempDir
    private Path folder;

    @Test
    void shouldRunAllStagesUnlessTold() {
        assertThat(StageChoice.of(List.of(), List.of()).names())
                .containsExactly(
                        "rollout-control",
                        "feature-enricher",
                        "stream-scorer",
                        "drift-detector",
                        "retraining-trigger",
                        "console");
        assertThat(StageChoice.of(List.of(), List.of("rollout-control", "console"))
                        .names())
                .containsExactly("feature-enricher", "stream-scorer", "drift-detector", "retraining-trigger");
        assertThat(StageChoice.of(List.of("console", "fraud-retraining"), List.of())
                        .names())
                .containsExactly("console", "fraud-retraining");
    }

    @Test
    void shouldSayWhichStagesThereAre() {
        assertThatThrownBy(() -> StageChoice.of(List.of(), List.of("scorer")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("there is no stage 'scorer'")
                .hasMessageContaining("stream-scorer, drift-detector");
        assertThatThrownBy(() -> StageChoice.of(List.of("console"), List.of("console")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("no stage is left");
    }

    @Test
    void shouldGiveEachPipelineItsStagesAndAllOfThemOneRolloutControl() throws IOException {
        try (var one = clients("fraud");
                var other = clients("wholesale")) {
            var stages = StageChoice.of(List.of("console", "rollout-control"), List.of())
                    .create(List.of(context("fraud", one), context("wholesale", other)));

            assertThat(stages)
                    .extracting(stage -> stage.pipeline() + "/" + stage.name())
                    .containsExactly("*/rollout-control", "fraud/console", "wholesale/console");
            stages.forEach(Stage::close);
        }
    }

    private Clients clients(String pipeline) throws IOException {
        var config = PipelineConfigReader.read(file(pipeline), Map.of());
        return new Clients(config.kafka(), config.service());
    }

    private StageContext context(String pipeline, Clients clients) throws IOException {
        return new StageContext(PipelineConfigReader.read(file(pipeline), Map.of()), meters, clients);
    }

    private Path file(String pipeline) throws IOException {
        return Files.writeString(
                folder.resolve(pipeline + ".yaml"),
                Files.readString(FRAUD).replace("pipeline: fraud", "pipeline: " + pipeline));
    }
}
