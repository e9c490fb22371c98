package io.sluicegate.control.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A share of the keys: percent for people, buckets of 10000 for the routing. */
final class Shares {
    private static final int BUCKETS_PER_PERCENT = 100;

    private Shares() {}

    static Optional<String> refusal(@Nullable Double percent) {
        return Refusals.when(
                percent == null || !(percent >= 0.01 && percent <= 100),
                "percent must be between 0.01 and 100, but is %s",
                percent);
    }

    static int buckets(double percent) {
        return (int) Math.round(percent * BUCKETS_PER_PERCENT);
    }

    /** In words, for example {@code 10 %} or {@code 2.5 %}. */
    static String words(int buckets) {
        return buckets % BUCKETS_PER_PERCENT == 0
                ? buckets / BUCKETS_PER_PERCENT + " %"
                : (double) buckets / BUCKETS_PER_PERCENT + " %";
    }
}
