package io.sluicegate.bench.trials;

import io.sluicegate.bench.trials.Trial.End;
import io.sluicegate.records.RecordClasses;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The results of the trials of one scenario. */
record TrialFigures(Scenario scenario, List<End> ends) {
    static final String HEADING = """
            | labels known, windows on average | limits | candidate | trials | found worse | inconclusive | promoted | candidate's labels, median | 95 % | windows, median |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    static TrialFigures of(Scenario scenario, int trials, long seed) {
        RecordClasses.trust();
        return new TrialFigures(
                scenario,
                LongStream.range(0, trials)
                        .parallel()
                        .mapToObj(number -> new Trial(scenario, new SplittableRandom(seed * 1_000_003 + number)).run())
                        .toList());
    }

    double share(String verdict) {
        return ends.stream().filter(end -> end.verdict().equals(verdict)).count() / (double) ends.size();
    }

    /** Whether the declared rates hold: a healthy candidate is found worse, and a bad one isn't, this seldom. */
    boolean holds() {
        double rate = scenario.policy().errorRate();
        return (!scenario.isHealthy() || share("worse") <= rate)
                && (!scenario.isTwiceAsWrong() || share("worse") >= 1 - rate)
                && (scenario.isHealthy() || !scenario.isTwiceAsWrong() || share("passed") <= rate);
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %.2f %% | %.2f %% | %.2f %% | %,d | %,d | %d |",
                scenario.labels(),
                scenario.policy().limits().stream()
                        .map(limit -> limit.statistic().written() + " " + limit.limit())
                        .collect(Collectors.joining(", ")),
                scenario.candidate().name(),
                ends.size(),
                100 * share("worse"),
                100 * share("inconclusive"),
                100 * share("passed"),
                quantile(End::labels, 0.5),
                quantile(End::labels, 0.95),
                quantile(End::windows, 0.5));
    }

    private long quantile(ToLongFunction<End> figure, double share) {
        var sorted = ends.stream().mapToLong(figure).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
