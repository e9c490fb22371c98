package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.loop.LoopCommand;
import io.sluicegate.bench.loop.LoopSettings;
import io.sluicegate.fraud.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. How fast the stages are is not a test's to judge. */
class LoopBenchIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureEachStageAndTheWhole() throws Exception {
        var out = folder.resolve("out");
        var settings = new LoopSettings(
                2_000,
                List.of(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                4,
                "balanced",
                new Scale(7, 480, 2400, 12_000),
                Optional.empty());

        LoopCommand.run(settings, FRAUD, folder.resolve("work"), new Results(out));

        assertThat(Files.readString(out.resolve("loop.md")))
                .contains(
                        "feature-enricher alone",
                        "stream-scorer alone",
                        "drift-detector alone",
                        "fraud.predictions",
                        "commits a second",
                        "compiler, cores")
                .containsPattern("after a warm-up of ([2-9]|1[0-5]) s:");
        assertThat(Files.readString(out.resolve("loop.json")))
                .contains("\"limitingStage\":", "\"toPredictionMs\":{\"count\":100,");
    }
}
