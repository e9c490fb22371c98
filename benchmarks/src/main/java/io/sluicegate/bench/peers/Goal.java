package io.sluicegate.bench.peers;

import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * A goal of the comparison and what was measured.
 *
 * @param least the goal
 * @param measured the median over the rounds
 */
record Goal(String text, double least, double measured) {
    boolean isMet() {
        return measured >= least;
    }

    String line() {
        return String.format(
                Locale.ROOT, "| %s | ≥ %.1f | %.2f | %s |%n", text, least, measured, isMet() ? "met" : "not met");
    }

    Map<String, Object> json() {
        return Json.object("goal", text, "least", least, "measured", measured, "met", isMet());
    }
}
