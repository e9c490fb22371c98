package io.sluicegate.bench.rollback;

import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Map;

/**
 * One rollback; times in milliseconds, those of the partition on which it came last.
 *
 * @param fromAppend from the command's append to the first prediction of the restored version, as the broker wrote both
 * @param fromCall the same from the issuing client's call
 * @param visible from the command's append until a reader that sees committed records only had that prediction
 * @param decided from the command's append to the append of the new revision
 * @param unclean each case of a prediction of an earlier revision after the first of the restored one
 */
record Effect(long fromAppend, long fromCall, long visible, long decided, List<String> unclean) {

    /**
     * Of what was noted.
     *
     * @param commandAt append of the command
     * @param calledAt call of the issuing client
     * @param decidedAt append of the new revision
     */
    static Effect of(RevisionSpans spans, long revision, long commandAt, long calledAt, long decidedAt) {
        var firsts = spans.of(revision).values();
        long appended = firsts.stream()
                .mapToLong(span -> span.first().appendedAt())
                .max()
                .orElseThrow();
        long seen =
                firsts.stream().mapToLong(span -> span.first().seenAt()).max().orElseThrow();
        return new Effect(
                appended - commandAt,
                appended - calledAt,
                seen - commandAt,
                decidedAt - commandAt,
                spans.unclean(revision));
    }

    Map<String, Object> json() {
        return Json.object(
                "fromAppendMs", fromAppend,
                "fromCallMs", fromCall,
                "visibleMs", visible,
                "decidedMs", decided,
                "unclean", unclean);
    }
}
