package io.sluicegate.bench.loop;

import io.sluicegate.bench.local.Quantiles;
import io.sluicegate.runtime.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long events took at one rate, in ms from the time at which each was due.
 *
 * @param rate events a second
 * @param warmUp how long the rate went on before
 * @param toFeatures until its features were written
 * @param toPrediction until its prediction was written
 * @param visible until a reader of committed records had the prediction
 * @param stages what each stage did meanwhile
 */
public record LatencyRow(
        int rate,
        Duration warmUp,
        Quantiles toFeatures,
        Quantiles toPrediction,
        Quantiles visible,
        List<StageLoad> stages) {

    /**
     * A stage's commits and processor time.
     *
     * @param commits commits a second
     * @param commitMs how long one took, in ms
     * @param compiling how much of a core the JVM's compilers took
     * @param cpuMicros processor time an event
     */
    public record StageLoad(String stage, double commits, double commitMs, double compiling, double cpuMicros) {
        String line(int rate) {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %.1f | %.1f | %.2f | %.0f |",
                    rate,
                    stage,
                    commits,
                    commitMs,
                    compiling,
                    cpuMicros);
        }

        Map<String, Object> json() {
            return Json.object(
                    "stage", stage,
                    "commitsPerSecond", commits,
                    "commitMs", commitMs,
                    "compilingCores", compiling,
                    "cpuMicrosPerEvent", cpuMicros);
        }
    }

    String line() {
        return String.format(Locale.ROOT, """
                | %1$d | its features were written | %2$s |
                | %1$d | its prediction was written | %3$s |
                | %1$d | a `read_committed` reader had the prediction | %4$s |""", rate, toFeatures.cells(), toPrediction.cells(), visible.cells());
    }

    Map<String, Object> json() {
        return Json.object(
                "rate", rate,
                "warmUpSeconds", warmUp.toSeconds(),
                "toFeaturesMs", toFeatures.json(),
                "toPredictionMs", toPrediction.json(),
                "visibleMs", visible.json(),
                "stages", stages.stream().map(StageLoad::json).toList());
    }
}
