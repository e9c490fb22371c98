package io.sluicegate.bench.loop;

import io.sluicegate.runtime.http.Json;
import java.util.Map;

/**
 * The throughput of one stage working alone.
 *
 * @param rows what its records are
 * @param perEvent records that come to it for each event
 */
public record StageRow(String stage, String rows, int perEvent, Progress.Pace pace) {
    double eventsPerSecond() {
        return pace.perSecond() / perEvent;
    }

    Map<String, Object> json() {
        return Json.object(
                "stage",
                stage,
                "records",
                rows,
                "recordsPerSecond",
                pace.perSecond(),
                "eventsPerSecond",
                eventsPerSecond(),
                "cpuMicrosPerRecord",
                pace.cpuMicros());
    }
}
