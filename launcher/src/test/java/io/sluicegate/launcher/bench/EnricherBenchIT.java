package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.enricher.BenchFeatureSet;
import io.sluicegate.bench.enricher.EnricherCommand;
import io.sluicegate.bench.enricher.EnricherSettings;
import io.sluicegate.bench.enricher.EnricherSubject;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.peers.PeerBuild;
import io.sluicegate.testing.RunLength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. How fast the enricher is is not a test's to judge. */
class EnricherBenchIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    private static final Set<BenchFeatureSet> FEATURE_SETS =
            RunLength.choose(Set.of(BenchFeatureSet.FRAUD), Set.of(BenchFeatureSet.values()));

    /** Kept after a failure, for the logs in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void shouldMeasureTheEngineAndTheApplications() throws Exception {
        var out = folder.resolve("out");

        var subjects = Set.of(EnricherSubject.FEATURE_ENRICHER, EnricherSubject.DSL);
        var settings = new EnricherSettings(2_000, 2_000, 2, subjects, FEATURE_SETS);

        EnricherCommand.run(settings, FRAUD, folder.resolve("work"), new PeerBuild(folder), new Results(out));

        assertThat(Files.readString(out.resolve("enricher.md")))
                .contains("| 20 features over 3 windows |", "Kafka Streams DSL, the same windows")
                .contains(FEATURE_SETS.stream()
                        .map(set -> "feature-enricher, " + set.title())
                        .toList());
        assertThat(Files.readString(out.resolve("enricher.json"))).contains("\"changelogBytesPerEvent\":");
    }
}
