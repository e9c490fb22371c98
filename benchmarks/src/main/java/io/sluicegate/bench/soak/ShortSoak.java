package io.sluicegate.bench.soak;

import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A given number of deploys without pause: too short for trends, long enough for exact counts.
 *
 * @param before the scorer after its first deploys
 * @param after the scorer at the end
 * @param notMeasured titles of the figures that no stage showed
 */
public record ShortSoak(int deploys, int failedLoads, State before, State after, List<String> notMeasured) {
    private static final String SCORER = "stream-scorer";
    private static final int WARM = 4;
    private static final int FAIL_EVERY = 3;

    public ShortSoak {
        notMeasured = List.copyOf(notMeasured);
    }

    /** What is counted, at one of the samples. */
    public record State(double rssMib, int threads, int files, int sessions) {

        /** The least of each, for a connection or thread may come and go at any moment. */
        private static State least(List<Sample> samples) {
            return new State(
                    least(samples, Figure.RSS),
                    (int) least(samples, Figure.THREADS),
                    (int) least(samples, Figure.FILES),
                    (int) least(samples, Figure.SESSIONS));
        }

        private static double least(List<Sample> samples, Figure figure) {
            return samples.stream()
                    .map(sample -> sample.figures().get(figure))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private Stream<String> beyond(State before) {
            return Stream.of(
                            more(Figure.THREADS, before.threads, threads),
                            more(Figure.FILES, before.files, files),
                            more(Figure.SESSIONS, before.sessions, sessions))
                    .flatMap(Optional::stream);
        }

        private static Optional<String> more(Figure figure, int before, int after) {
            return after > before
                    ? Optional.of("%s: %d, before %d".formatted(figure.title(), after, before))
                    : Optional.empty();
        }
    }

    public static ShortSoak run(int deploys, Scale scale, Path pipeline, Path work, Results results) throws Exception {
        var settings = new SoakSettings(
                Duration.ofSeconds(1), deploys, Duration.ofMillis(200), Integer.MAX_VALUE, FAIL_EVERY, scale);
        var report = SoakCommand.soak(settings, pipeline, work);
        results.write("soak.csv", report.csv());
        return of(report);
    }

    static ShortSoak of(SoakReport report) {
        int half = report.deploys() / 2;
        var scorer = report.samples().stream()
                .filter(sample -> sample.stage().equals(SCORER))
                .toList();
        var warm = scorer.stream()
                .filter(sample -> sample.deploys() >= WARM && sample.deploys() <= half)
                .toList();
        var end = scorer.stream().filter(sample -> sample.deploys() > half).toList();
        return new ShortSoak(
                report.deploys(),
                report.failed(),
                State.least(warm),
                State.least(end),
                report.notMeasured().stream().map(Figure::title).toList());
    }

    /** What the deploys have left behind: whatever is counted exactly and has become more. */
    public List<String> leaks() {
        return after.beyond(before).toList();
    }
}
