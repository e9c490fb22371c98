package io.sluicegate.bench.loop;

import io.sluicegate.platform.http.Json;
import java.util.Map;

/**
 * What one stage could take while it worked alone.
 *
 * @param rows what its records are
 */
record StageRow(String stage, String rows, Progress.Pace pace) {
    Map<String, Object> json() {
        return Json.object(
                "stage",
                stage,
                "records",
                rows,
                "recordsPerSecond",
                pace.perSecond(),
                "cpuMicrosPerRecord",
                pace.cpuMicros());
    }
}
