package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a version's predictions in one partition. Not thread-safe. */
public final class DecisionCount {
    private final int partition;
    private final EnumMap<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long positives;
    private @Nullable Place first;
    private @Nullable Place last;

    public DecisionCount(int partition) {
        this.partition = partition;
    }

    public void add(Found<Prediction> found) {
        outcomes.merge(found.value().getOutcome(), 1L, Long::sum);
        positives += Boolean.TRUE.equals(found.value().getPositive()) ? 1 : 0;
        first = first == null ? found.place() : first;
        last = found.place();
    }

    public int partition() {
        return partition;
    }

    /** All predictions, whatever their outcome. */
    public long decisions() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long positives() {
        return positives;
    }

    public Map<Outcome, Long> outcomes() {
        return Map.copyOf(outcomes);
    }

    /** Offset of the first one; -1 without any. */
    public long from() {
        return first == null ? -1 : first.offset();
    }

    /** One past the offset of the last one; -1 without any. */
    public long until() {
        return last == null ? -1 : last.offset() + 1;
    }

    /** When the broker wrote the first one; null without any. */
    public @Nullable Instant since() {
        return first == null ? null : first.appended();
    }

    /** When the broker wrote the last one; null without any. */
    public @Nullable Instant to() {
        return last == null ? null : last.appended();
    }
}
