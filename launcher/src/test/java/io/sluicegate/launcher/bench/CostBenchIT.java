package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.cost.CostCommand;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. What an event costs is not a test's to judge. */
class CostBenchIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureEachStage() throws Exception {
        var out = folder.resolve("out");

        CostCommand.brief(25, 2_000, new Scale(7, 480, 2400, 12_000), FRAUD, folder.resolve("work"), new Results(out));

        assertThat(Files.readString(out.resolve("cost.md")))
                .contains("| 25 features | feature-enricher |", "| 25 features | drift-detector |");
        assertThat(Files.readString(out.resolve("cost.json")))
                .contains("\"features\":25", "\"internalBytesPerEvent\":");
    }
}
