package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.registry.Leash;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.testing.RunLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scoring benchmark, far too short for its figures to mean anything: that each is there, and that nothing was lost. */
class ScoringBenchIT {
    private static final long PATIENCE_S = 400;
    private static final List<String> GUARANTEES =
            RunLength.choose(List.of("exactly-once"), List.of("at-least-once", "exactly-once"));
    private static final List<String> SUBJECTS = List.of("plain-clients", "pass-through", "naive", "sluicegate");
    private static final List<String> FIGURES = List.of(
            "recordsPerSecond",
            "ratioToNaive",
            "ratioToPassThrough",
            "ratioToPlainClients",
            "meanBatch",
            "p50Ms",
            "p95Ms",
            "p99Ms",
            "bytesPerRecord",
            "rssMiB");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureEachCaseAndCountEachPrediction() throws Exception {
        var log = folder.resolve("bench.log");

        assertThat(bench(log)).withFailMessage(() -> read(log)).isZero();

        var rows = rows();
        assertThat(rows)
                .extracting(row -> row.get("name") + " " + row.get("guarantee") + " " + row.get("threads"))
                .containsExactlyElementsOf(GUARANTEES.stream()
                        .flatMap(guarantee -> SUBJECTS.stream().map(name -> name + " " + guarantee + " 1"))
                        .toList());
        assertThat(rows).allSatisfy(ScoringBenchIT::shouldBePlausible);
        assertThat(rows)
                .filteredOn(row -> row.get("name").equals("sluicegate"))
                .allSatisfy(row -> assertThat(figure(row, "meanBatch")).isGreaterThan(1));
        assertThat(folder.resolve("scoring.md")).content().contains("| sluicegate | 1 | exactly-once |");
    }

    private static void shouldBePlausible(Map<String, Object> row) {
        assertThat(row).containsOnlyKeys(keys());
        assertThat(FIGURES).allSatisfy(name -> assertThat(figure(row, name)).isPositive());
        assertThat(figure(row, "p50Ms")).isLessThanOrEqualTo(figure(row, "p95Ms"));
        assertThat(figure(row, "p95Ms")).isLessThanOrEqualTo(figure(row, "p99Ms"));
    }

    private static List<String> keys() {
        var keys = new ArrayList<>(List.of("name", "threads", "guarantee"));
        keys.addAll(FIGURES);
        return keys;
    }

    private static double figure(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).doubleValue();
    }

    /** The command fails by itself if predictions and features records differ in number. */
    private int bench(Path log) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var app = Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY)).getParent();
        var command = new ArrayList<>(List.of(java, "-Dsluicegate.app=" + app));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SluicegateMain.class.getName()));
        command.addAll(List.of("bench", "scoring", "--quick", "--threads", "1", "--records", "6000"));
        command.addAll(List.of("--guarantees", String.join(",", GUARANTEES), "--out"));
        command.add(folder.toString());
        var process = new ProcessBuilder(Leash.around(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            Leash.release(process);
        }
    }

    private List<Map<String, Object>> rows() throws IOException {
        var mapper = new ObjectMapper();
        var rows = mapper.readTree(folder.resolve("scoring.json").toFile()).get("rows");
        return mapper.convertValue(rows, new TypeReference<>() {});
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
