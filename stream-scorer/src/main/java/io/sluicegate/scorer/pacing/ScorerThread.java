package io.sluicegate.scorer.pacing;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.scorer.batching.BatchScorer;
import io.sluicegate.scorer.domain.LateResults;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.versions.Serving;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** The scoring state of one stream thread: the records noted and the results computed ahead, for all its tasks. */
public final class ScorerThread {
    private final LookAhead<Answer> ahead;
    private final BatchScorer scorer;
    private final Counter thrownAway;
    private final Optional<TransactionBudget> budget;
    private final LateResults<Answer> late;
    private Optional<Metric> commits = Optional.empty();
    private @Nullable Serving last;

    /**
     * @param budget how long a transaction may take; empty without transactions
     * @param late late results of all threads
     */
    ScorerThread(
            LookAhead<Answer> ahead,
            BatchScorer scorer,
            Counter thrownAway,
            Optional<TransactionBudget> budget,
            LateResults<Answer> late) {
        this.ahead = ahead;
        this.scorer = scorer;
        this.thrownAway = thrownAway;
        this.budget = budget;
        this.late = late;
    }

    /** Called when a task starts on this thread. */
    public void begin(Map<MetricName, ? extends Metric> metrics, PredictionSchemas schemas) {
        scorer.writeUnder(schemas);
        budget.ifPresent(TransactionBudget::restart);
        commits = commits.or(() -> Commits.ofThisThread(metrics));
    }

    void note(RawRecord record) {
        ahead.note(record);
    }

    /** The answer computed ahead under the serving deployment; needs no open version. */
    public Optional<Answer> kept(RawRecord record, Serving serving) {
        return ahead.kept(record, serving.revision());
    }

    public Answer answer(RawRecord record, Serving serving) {
        if (serving != last) {
            last = serving;
            thrownAway.increment(ahead.startRevision(serving.revision()));
            ahead.limit(serving.batch());
        }
        var known = late.isEmpty() ? Optional.<Answer>empty() : late.find(record, serving.revision());
        if (known.isPresent()) {
            ahead.pass(record);
            return known.get();
        }
        return ahead.take(record, batch -> late.isEmpty() ? compute(batch, serving) : computeUnknown(batch, serving));
    }

    /** Scores the records that have no late result; the current record has none. */
    private List<Optional<Answer>> computeUnknown(List<RawRecord> batch, Serving serving) {
        var known = batch.stream()
                .map(record -> late.find(record, serving.revision()))
                .toList();
        var unknown = IntStream.range(0, batch.size())
                .filter(i -> known.get(i).isEmpty())
                .mapToObj(batch::get)
                .toList();
        var computed = compute(unknown, serving).iterator();
        return known.stream()
                .map(answer -> answer.isPresent() ? answer : computed.next())
                .toList();
    }

    private List<Optional<Answer>> compute(List<RawRecord> batch, Serving serving) {
        if (budget.isEmpty() || commits.isEmpty()) {
            return scorer.score(batch, serving);
        }
        var count = (Number) commits.get().metricValue();
        budget.get().check(count.doubleValue(), System.nanoTime());
        var answers = scorer.score(batch, serving);
        if (budget.get().isUsedUp(System.nanoTime())) {
            scorer.scoreShadows(true);
            late.keep(batch, answers, serving.revision());
        }
        return answers;
    }

    /** Lets the shadows score the last batch, unless records wait or the transaction has little time left. */
    public void scoreShadows() {
        scorer.scoreShadows(ahead.isCrowded());
    }

    public void forget(int partition) {
        ahead.forget(partition);
    }
}
