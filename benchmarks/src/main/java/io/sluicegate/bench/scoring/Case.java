package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.Locale;

/** One row of the report. */
record Case(Subject subject, Guarantee guarantee, int threads) {
    Case with(Subject other) {
        return new Case(other, guarantee, threads);
    }

    String guaranteeLabel() {
        return label(guarantee);
    }

    /** A guarantee as the pipeline's file names it. */
    static String label(Guarantee guarantee) {
        return guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean exactlyOnce() {
        return guarantee == Guarantee.EXACTLY_ONCE;
    }

    /** Each measurement has a pipeline of its own: topics, group and transactions that nobody has touched before. */
    String pipeline(int round) {
        var name = subject.name() + "_" + guarantee + "_" + threads + "_" + round;
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return subject.label() + ", " + guaranteeLabel() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
