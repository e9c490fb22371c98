package io.sluicegate.bench.recovery;

import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * One kill and the recovery from it.
 *
 * @param restored records that the stage read from the changelog
 * @param seconds from the start of the process to its first answer
 */
record Recovery(long restored, double seconds) {

    String cells() {
        return String.format(Locale.ROOT, "%d | %.1f", restored, seconds);
    }

    Map<String, Object> json() {
        return Json.object("restored", restored, "seconds", seconds);
    }
}
