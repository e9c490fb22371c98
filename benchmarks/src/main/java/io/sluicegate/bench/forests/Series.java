package io.sluicegate.bench.forests;

import io.sluicegate.runtime.http.Json;
import java.util.Map;

/**
 * The times of one forest in calls of one size.
 *
 * @param runtime µs a row by ONNX Runtime, the median of the rounds
 * @param compiled µs a row by compiled trees
 * @param ratio the median over rounds of how many times as fast compiled trees are
 * @param least the least of these ratios
 * @param greatest the greatest of them
 */
record Series(Grove grove, int rows, double runtime, double compiled, double ratio, double least, double greatest) {

    Map<String, Object> json() {
        return Json.object(
                "forest", grove.title(),
                "rows", rows,
                "runtimeMicros", runtime,
                "compiledMicros", compiled,
                "ratio", ratio,
                "leastRatio", least,
                "greatestRatio", greatest);
    }
}
