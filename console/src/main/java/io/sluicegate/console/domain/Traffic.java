package io.sluicegate.console.domain;

import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Figures of the predictions read so far. A shadow's predictions count only for its version, because a shadow decides nothing.
 *
 * @param predictions how many were seen since the follower started
 * @param perSecond over the five whole seconds before the snapshot
 * @param lastMinute predictions in each of the last sixty seconds, oldest first
 * @param recent latency over the last ten to twenty seconds
 * @param overall latency since the follower started
 * @param revisions by deployment revision, newest first
 * @param latest a few of the newest, newest first
 */
public record Traffic(
        long predictions,
        double perSecond,
        List<Integer> lastMinute,
        Latency recent,
        Latency overall,
        List<OfVersion> versions,
        List<OfRevision> revisions,
        List<Prediction> latest) {

    /** The predictions of one version in one role. */
    public record OfVersion(String version, Role role, Map<Outcome, Long> outcomes, long positives) {
        public OfVersion {
            outcomes = Map.copyOf(outcomes);
        }

        public long predictions() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Predictions under one revision, and when the broker wrote the first and the last of them. */
    public record OfRevision(long revision, long predictions, Instant first, Instant last) {
        OfRevision and(Instant appended) {
            return new OfRevision(
                    revision,
                    predictions + 1,
                    appended.isBefore(first) ? appended : first,
                    appended.isAfter(last) ? appended : last);
        }
    }
}
