package io.sluicegate.bench.cost;

import io.sluicegate.bench.loop.Progress.Pace;
import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of an event for one stage that works alone, over a backlog.
 *
 * @param pace events a second, and processor time an event
 * @param allocated bytes allocated an event
 * @param output bytes of its output topic an event, as they lie in the broker's log
 * @param internal bytes of its changelogs and repartition topics an event
 * @param model processor time of the model an event, in µs; 0 for other stages
 * @param residentMiB memory of its process at the end
 */
record StageCost(
        String stage, Pace pace, double allocated, double output, double internal, double model, long residentMiB) {

    String row(String point) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.1f | %.1f | %.0f | %.0f | %.0f | %d |",
                point,
                stage,
                pace.perSecond(),
                pace.cpuMicros(),
                model,
                allocated,
                output,
                internal,
                residentMiB);
    }

    Map<String, Object> json() {
        return Json.object(
                "stage", stage,
                "eventsPerSecond", pace.perSecond(),
                "cpuMicrosPerEvent", pace.cpuMicros(),
                "modelMicrosPerEvent", model,
                "allocatedBytesPerEvent", allocated,
                "outputBytesPerEvent", output,
                "internalBytesPerEvent", internal,
                "residentMiB", residentMiB);
    }
}
