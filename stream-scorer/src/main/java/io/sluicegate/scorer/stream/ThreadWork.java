package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.versions.Serving;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** What one stream thread has noted and computed ahead, for all its tasks. */
final class ThreadWork {
    private final LookAhead<Answer> ahead;
    private final Scoring scoring;
    private final Counter thrownAway;
    private final Optional<TransactionBudget> budget;
    private Optional<Metric> commits = Optional.empty();
    private @Nullable Serving last;

    /** @param budget how long a transaction may take; empty where there are none */
    ThreadWork(LookAhead<Answer> ahead, Scoring scoring, Counter thrownAway, Optional<TransactionBudget> budget) {
        this.ahead = ahead;
        this.scoring = scoring;
        this.thrownAway = thrownAway;
        this.budget = budget;
    }

    /** A task begins on this thread. */
    void begin(Map<MetricName, ? extends Metric> metrics) {
        budget.ifPresent(TransactionBudget::restart);
        commits = commits.or(() -> Commits.ofThisThread(metrics));
    }

    void note(RawRecord record) {
        ahead.note(record);
    }

    /** What has been computed ahead under what serves; needs no version to be open. */
    Optional<Answer> kept(RawRecord record, Serving serving) {
        return ahead.kept(record, serving.revision());
    }

    Answer answer(RawRecord record, Serving serving) {
        if (serving != last) {
            last = serving;
            scoring.keepOnly(serving);
            thrownAway.increment(ahead.startRevision(serving.revision()));
        }
        return ahead.take(record, batch -> {
            checkBudget();
            return scoring.score(batch, serving);
        });
    }

    private void checkBudget() {
        if (budget.isPresent() && commits.isPresent()) {
            var count = (Number) commits.get().metricValue();
            budget.get().check(count.doubleValue(), System.nanoTime());
        }
    }

    void forget(int partition) {
        ahead.forget(partition);
    }
}
