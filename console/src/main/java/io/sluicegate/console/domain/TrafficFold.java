package io.sluicegate.console.domain;

import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Traffic.OfRevision;
import io.sluicegate.console.domain.Traffic.OfVersion;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counters of predictions, cheap to update. */
final class TrafficFold {
    private static final int LATEST = 8;
    private static final int REVISIONS = 64;

    private final Rate rate = new Rate();
    private final LatencyFold latency = new LatencyFold();
    private final Map<VersionAndRole, Counts> versions = new TreeMap<>();
    private final TreeMap<Long, OfRevision> revisions = new TreeMap<>();
    private final Newest<Prediction> latest = new Newest<>(LATEST);
    private long predictions;

    void add(Predicted predicted) {
        var prediction = predicted.prediction();
        versions.computeIfAbsent(VersionAndRole.of(prediction), key -> new Counts())
                .add(prediction);
        if (prediction.getRole() != Role.SHADOW) {
            addDeciding(predicted);
        }
    }

    private void addDeciding(Predicted predicted) {
        var appendedMillis = predicted.appended().toEpochMilli();
        predictions++;
        rate.count(appendedMillis);
        predicted
                .ingested()
                .ifPresent(ingested -> latency.record(appendedMillis - ingested.toEpochMilli(), appendedMillis));
        latest.add(predicted.prediction());
        addRevision(predicted.prediction().getRevision(), predicted.appended());
    }

    private void addRevision(long revision, Instant appended) {
        var known = revisions.get(revision);
        revisions.put(revision, known == null ? new OfRevision(revision, 1, appended, appended) : known.and(appended));
        if (revisions.size() > REVISIONS) {
            revisions.pollFirstEntry();
        }
    }

    Traffic at(Instant now) {
        var millis = now.toEpochMilli();
        return new Traffic(
                predictions,
                rate.perSecond(millis),
                rate.lastMinute(millis),
                latency.recent(millis),
                latency.overall(),
                versions.entrySet().stream()
                        .map(entry -> entry.getValue().of(entry.getKey()))
                        .toList(),
                List.copyOf(revisions.descendingMap().values()),
                latest.toList());
    }

    private record VersionAndRole(String version, Role role) implements Comparable<VersionAndRole> {
        private static final Comparator<VersionAndRole> ORDER =
                Comparator.comparing(VersionAndRole::version).thenComparing(VersionAndRole::role);

        static VersionAndRole of(Prediction prediction) {
            return new VersionAndRole(prediction.getVersion(), prediction.getRole());
        }

        @Override
        public int compareTo(VersionAndRole other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Counts {
        private final EnumMap<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long positives;

        void add(Prediction prediction) {
            outcomes.merge(prediction.getOutcome(), 1L, Long::sum);
            if (Boolean.TRUE.equals(prediction.getPositive())) {
                positives++;
            }
        }

        OfVersion of(VersionAndRole key) {
            return new OfVersion(key.version(), key.role(), outcomes, positives);
        }
    }
}
