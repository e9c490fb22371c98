package io.sluicegate.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Results;
import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersReportTest {
    @TempDir
    private Path folder;

    private static PeersReport report() {
        return new PeersReport(
                new Machine("Abacus", 2, 4096, "Linux 6", "JVM 17", "4.3.1", 0.5),
                Instant.EPOCH,
                List.of(0.25, 1.5),
                TestPeers.SETTINGS,
                TestPeers.round(Map.of(Contender.SLUICEGATE, 100_000.0), Map.of()));
    }

    @Test
    void shouldWriteDownTheSettingsOfEachContender() {
        assertThat(Contender.values()).allSatisfy(contender -> assertThat(report().markdown())
                .contains("| " + contender.label() + " | " + contender.settings() + " |"));
    }

    @Test
    void shouldSayWhatWasMeasuredOnAndHowBusyItWas() {
        assertThat(report().markdown())
                .contains("Abacus, 2 cores, 4096 MiB", "JVM 17", "Linux 6", "Kafka 4.3.1")
                .contains("1970-01-01T00:00:00Z; load average 0.25 at the beginning, 1.50 at the end");
    }

    @Test
    void shouldShowEachRowInTheTableOfItsModel() {
        assertThat(report().markdown())
                .contains("## small: dense network of 30-64-64-1 units")
                .contains("| sluicegate | 1 | exactly-once | 100000 | 4.0 | 12.5 | 2048 | 1.5 / 2.5 / 3.5 | 20000 |"
                        + " 1.0 / 2.0 / 3.5 |");
    }

    @Test
    void shouldSayWhichGoalsAreMet() {
        assertThat(report().markdown())
                .contains("| ffnn, sluicegate, exactly-once, 1 thread: throughput, times that of adapter | ≥ 20.0 |"
                        + " 10000.00 | met |")
                .contains("| ffnn, ahead-json, exactly-once, 1 thread: throughput, times that of adapter | ≥ 5.0 |"
                        + " 1.00 | not met |");
    }

    @Test
    void shouldLeaveBothFiles() throws IOException {
        report().write(new Results(folder));

        assertThat(folder.resolve("peers.md")).content().isEqualTo(report().markdown());
        assertThat(folder.resolve("peers.json")).content().isEqualTo(Json.write(report().json()) + "\n");
    }
}
