package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    private static final String STAGES = """
            [{"stage": "feature-enricher", "cpuMicrosPerEvent": %1$d, "modelMicrosPerEvent": 0, "outputBytesPerEvent": 200,
              "internalBytesPerEvent": 900, "residentMiB": 700},
             {"stage": "stream-scorer", "cpuMicrosPerEvent": 20, "modelMicrosPerEvent": 5, "outputBytesPerEvent": 300,
              "internalBytesPerEvent": 0, "residentMiB": 800},
             {"stage": "drift-detector", "cpuMicrosPerEvent": 50, "modelMicrosPerEvent": 0, "outputBytesPerEvent": 1,
              "internalBytesPerEvent": 60, "residentMiB": 600}]""";
    private static final String POINT = """
            {"name": "%s", "features": %d, "entities": 1000, "partitions": 4, "threads": %d, "batch": 32, "eventBytes": 120,
             "brokerMicrosPerEvent": 30, "stages": %s}""";
    private static final String COSTS = """
            {"machine": {"processor": "any", "cores": 2, "load": 0.53029296875},
             "points": [%s, %s, %s],
             "latencies": [{"latency": "low", "rate": 300, "p50Ms": 10, "p99Ms": 40},
                           {"latency": "balanced", "rate": 300, "p50Ms": 90, "p99Ms": 160}]}""".formatted(
                    POINT.formatted("base", 15, 1, STAGES.formatted(10)),
                    POINT.formatted("65 features", 65, 1, STAGES.formatted(60)),
                    POINT.formatted("2 threads", 15, 2, STAGES.formatted(9_999)));

    @TempDir
    private Path folder;

    /** A plan with these options, which replace the usual ones. */
    private static Desk.Result plan(String... options) {
        var all = new LinkedHashMap<>(
                Map.of("--rate", "1000", "--features", "40", "--model-micros", "10", "--p99", "200"));
        for (var option = 0; option < options.length; option += 2) {
            all.put(options[option], options[option + 1]);
        }
        var line = new ArrayList<>(List.of("plan"));
        all.forEach((option, value) -> line.addAll(List.of(option, value)));
        return Desk.run(line.toArray(String[]::new));
    }

    private String costs(String text) throws IOException {
        return Files.writeString(folder.resolve("cost.json"), text).toString();
    }

    private JsonNode json(String p99) throws IOException {
        var result =
                plan("--costs", costs(COSTS), "--output", "json", "--p99", p99).succeeded();
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void shouldFollowTheFeaturesAndLeaveOutTheMeasuredModel() throws IOException {
        var plan = json("200");

        assertThat(plan.at("/stages/0/cpuMicrosPerEvent").asDouble()).isEqualTo(35);
        assertThat(plan.at("/stages/1/cpuMicrosPerEvent").asDouble()).isEqualTo(20 - 5 + 10);
        assertThat(plan.at("/latency/setting").asText()).isEqualTo("balanced");
        assertThat(plan.at("/assumptions").toString())
                .contains("any, 2 cores; load average 0.5.", "At a low rate commits cost more");
    }

    @Test
    void shouldLeaveOutALoadAverageThatTheSystemDoesNotHave() throws IOException {
        var file = costs(COSTS.replace("0.53029296875", "-1.0"));

        assertThat(plan("--costs", file).succeeded().out())
                .contains("any, 2 cores.")
                .doesNotContain("load average");
    }

    /** A busy machine commits so slowly that low may be no quicker. */
    @Test
    void shouldTakeTheCalmerSettingThoughItWasMeasuredToBeQuicker() throws IOException {
        var file = costs(COSTS.replace("\"p99Ms\": 40", "\"p99Ms\": 180"));

        assertThat(plan("--costs", file, "--p99", "200").out()).contains("latency     balanced: ", " of 160 ms");
        assertThat(plan("--costs", file, "--p99", "20").out())
                .contains("out of reach: the least that was measured is 160 ms, with balanced");
    }

    @Test
    void shouldSayWhatIsOutOfReach() throws IOException {
        assertThat(json("20").path("latency").isObject()).isFalse();
        assertThat(plan("--p99", "20", "--costs", costs(COSTS)).out())
                .contains("out of reach: the least that was measured is 40 ms, with low");
    }

    @Test
    void shouldShowTheDeployment() throws IOException {
        assertThat(plan("--costs", costs(COSTS)).succeeded().out())
                .contains("partitions", "feature-enricher", "stream-scorer", "drift-detector", "This assumes:");
    }

    @ParameterizedTest
    @CsvSource({
        "--rate, 0",
        "--rate, Infinity",
        "--rate, NaN",
        "--features, 0",
        "--model-micros, -1",
        "--p99, 0",
        "--entities, 0"
    })
    void shouldRefuseWhatIsNoDemand(String option, String value) throws IOException {
        assertThat(plan(option, value, "--costs", costs(COSTS)).refusal(ExitCode.USAGE))
                .contains(option + " is ", "expected a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|no field 'points'",
                "no json|can't be used",
                "{\"points\": []}|no point 0",
            })
    void shouldRefuseAFileThatHoldsNoCosts(String text, String why) throws IOException {
        assertThat(plan("--costs", costs(text)).refusal(ExitCode.USAGE)).contains("--costs", why);
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        var missing = folder.resolve("none.json").toString();

        assertThat(plan("--costs", missing).refusal(ExitCode.NOT_FOUND)).startsWith("there is no file " + missing);
    }
}
