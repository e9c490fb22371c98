package io.sluicegate.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.enricher.EnricherCommand;
import io.sluicegate.bench.enricher.EnricherSettings;
import io.sluicegate.bench.enricher.EnricherSubject;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.peers.PeerBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. How fast the enricher is is not a test's to judge. */
class EnricherBenchIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureTheEngineAndTheApplications() throws Exception {
        var out = folder.resolve("out");

        var subjects = Set.of(EnricherSubject.FEATURE_ENRICHER, EnricherSubject.DSL);
        var settings = new EnricherSettings(2_000, 50, 2, subjects);

        EnricherCommand.run(settings, FRAUD, folder.resolve("work"), new PeerBuild(folder), new Results(out));

        assertThat(Files.readString(out.resolve("enricher.md")))
                .contains("feature-enricher, 20 features over 3 windows", "Kafka Streams DSL, the same windows");
        assertThat(Files.readString(out.resolve("enricher.json"))).contains("\"changelogBytesPerEvent\":");
    }
}
