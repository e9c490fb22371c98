package io.sluicegate.bench.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.fraud.CardTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchFeatureSetTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTwentyFeaturesOverThreeWindows() throws IOException {
        var features = PipelineConfigReader.read(pipeline(BenchFeatureSet.TWENTY), Map.of())
                .features()
                .features();

        assertThat(features).hasSize(20);
        assertThat(features.stream()
                        .filter(feature -> feature.source() instanceof Windowed)
                        .map(feature -> ((Windowed) feature.source()).window())
                        .distinct())
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeComputedAndMeasured(BenchFeatureSet set) throws IOException {
        var config = PipelineConfigReader.read(pipeline(set), Map.of());
        assertThat(FeatureEngine.of(config.features(), config.events(), CardTransaction.getClassSchema()))
                .isNotNull();
        var run = new EngineRun(set, config);

        run.run(TestEvents.recorded(2_000));

        assertThat(run.cost().total()).isPositive();
        assertThat(List.of(run.cost().state(), run.cost().record(), run.cost().allocated()))
                .allSatisfy(bytes -> assertThat(bytes).isPositive());
    }

    private Path pipeline(BenchFeatureSet set) throws IOException {
        return Files.writeString(folder.resolve("pipeline.yaml"), set.pipeline(Files.readString(FRAUD)));
    }
}
