package io.sluicegate.bench.enricher;

import io.sluicegate.bench.loop.Progress.Pace;
import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of an event in a whole application over Kafka.
 *
 * @param changelog bytes of its changelogs an event, as they lie in the broker's log
 * @param output bytes of its output topic an event
 */
record ApplicationCost(String name, Pace pace, double changelog, double output) {

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.0f | %.0f |",
                name,
                pace.perSecond(),
                pace.cpuMicros(),
                changelog,
                output);
    }

    Map<String, Object> json() {
        return Json.object(
                "application", name,
                "eventsPerSecond", pace.perSecond(),
                "cpuMicrosPerEvent", pace.cpuMicros(),
                "changelogBytesPerEvent", changelog,
                "outputBytesPerEvent", output);
    }
}
