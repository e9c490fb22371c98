package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.versions.Serving;
import org.jspecify.annotations.Nullable;

/** What one stream thread has noted and computed ahead, for all its tasks. */
final class ThreadWork {
    private final LookAhead<Answer> ahead;
    private final Scoring scoring;
    private final Counter thrownAway;
    private @Nullable Serving last;

    ThreadWork(LookAhead<Answer> ahead, Scoring scoring, Counter thrownAway) {
        this.ahead = ahead;
        this.scoring = scoring;
        this.thrownAway = thrownAway;
    }

    void note(RawRecord record) {
        ahead.note(record);
    }

    Answer answer(RawRecord record, Serving serving) {
        if (serving != last) {
            last = serving;
            scoring.keepOnly(serving);
            thrownAway.increment(ahead.startRevision(serving.revision()));
        }
        return ahead.take(record, scoring.under(serving));
    }

    void forget(int partition) {
        ahead.forget(partition);
    }
}
