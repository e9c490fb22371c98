package io.sluicegate.bench.cost;

import io.sluicegate.bench.local.Quantiles;
import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * How long events took under a latency setting.
 *
 * @param rate events a second
 * @param visible until a reader of committed records had the prediction, in ms
 */
record SettingLatency(String setting, int rate, Quantiles visible) {
    String row() {
        return String.format(Locale.ROOT, "| %s | %d | %.0f | %.0f |", setting, rate, visible.p50(), visible.p99());
    }

    Map<String, Object> json() {
        return Json.object("latency", setting, "rate", rate, "p50Ms", visible.p50(), "p99Ms", visible.p99());
    }
}
