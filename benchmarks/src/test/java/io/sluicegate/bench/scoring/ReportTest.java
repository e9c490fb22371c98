package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path folder;

    private Report report() {
        var rounds = new Rounds();
        rounds.add(TestRounds.round(100, 10, 25));
        var cases = Order.ofRound(TestRounds.THREADS, Order.GUARANTEES, 0);
        return new Report(
                new Machine("Abacus", 2, 4096, "Linux 6", "JVM 17", "4.3.1", 0.5),
                Instant.EPOCH,
                List.of(0.25, 1.5),
                new Settings(
                        1,
                        TestRounds.THREADS,
                        Order.GUARANTEES,
                        10,
                        0,
                        1,
                        ModelKind.SMALL,
                        32,
                        folder,
                        Optional.empty()),
                cases.stream().map(rounds::row).toList(),
                rounds.lowRates(cases));
    }

    @Test
    void shouldWriteEachRowWithItsNamedFigures() {
        assertThat(Json.write(report().toMap()))
                .startsWith("{\"rows\":[{\"name\":\"plain-clients\",\"threads\":1,\"guarantee\":\"at-least-once\",")
                .contains(
                        "{\"name\":\"sluicegate\",\"threads\":1,\"guarantee\":\"exactly-once\",\"recordsPerSecond\":25.0,"
                                + "\"ratioToNaive\":2.5,\"ratioToPassThrough\":0.25,\"ratioToPlainClients\":0.125,\"meanBatch\":1.0,\"p50Ms\":1.5,\"p95Ms\":2.5,"
                                + "\"p99Ms\":3.5,\"bytesPerRecord\":2048.0,\"rssMiB\":400.0}");
    }

    @Test
    void shouldSayWhatWasMeasuredOnAndHowBusyItWas() {
        assertThat(report().markdown())
                .contains("Abacus, 2 cores, 4096 MiB", "JVM 17", "Linux 6", "Kafka 4.3.1")
                .contains("1970-01-01T00:00:00Z; load average 0.25 at the begin, 1.50 at the end")
                .contains("network of 30-64-64-1 units over one matrix; at most 32 rows in a call");
    }

    @Test
    void shouldShowEachCaseInEachTable() {
        assertThat(report().markdown())
                .contains(
                        "| sluicegate | 1 | exactly-once | 25 (25–25) | 2.50 (2.50–2.50) | 0.25 (0.25–0.25) | 0.13 (0.13–0.13) |")
                .contains(
                        "| sluicegate | 1 | exactly-once | 13 (13–13) | 1.5 (1.5–1.5) | 2.5 (2.5–2.5) | 3.5 (3.5–3.5) |")
                .contains("| sluicegate | 1 | exactly-once | 200 (200–200) | 1.0 (1.0–1.0) |");
    }

    @Test
    void shouldLeaveBothFilesInAFolderThatItMakes() throws IOException {
        var report = report();
        report.write();

        assertThat(Files.readString(folder.resolve("scoring.md"))).isEqualTo(report.markdown());
        assertThat(report.json()).content().isEqualTo(Json.write(report.toMap()) + "\n");
    }
}
