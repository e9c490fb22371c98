package io.sluicegate.launcher.records;

import io.sluicegate.runtime.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has sent.
 *
 * @param sent records that Kafka has
 * @param rows rows that were read, those that were skipped included
 */
record SendSummary(
        Target target,
        long sent,
        long rows,
        long skipped,
        Duration time,
        Optional<Instant> earliest,
        Optional<Instant> latest) {
    private static final double MILLIS = 1e3;

    Map<String, Object> json() {
        return Json.object(
                "topic", target.topic(),
                "sent", sent,
                "rows", rows,
                "skipped", skipped,
                "seconds", time.toMillis() / MILLIS,
                "earliest", earliest,
                "latest", latest);
    }

    String text() {
        var perSecond = sent * MILLIS / Math.max(1, time.toMillis());
        return "sent " + Spans.count(sent) + " " + (sent == 1 ? target.one() : target.noun()) + " to " + target.topic()
                + " in " + Spans.text(time)
                + " (" + Spans.count(Math.round(perSecond)) + "/s)"
                + earliest.map(it -> ", of " + it + " to " + latest.orElse(it)).orElse("")
                + (skipped == 0 ? "" : "; skipped " + Spans.count(skipped) + " of " + Spans.count(rows) + " rows");
    }
}
