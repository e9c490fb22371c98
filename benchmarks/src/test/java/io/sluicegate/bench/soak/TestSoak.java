package io.sluicegate.bench.soak;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.fraud.Scale;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A soak of twenty minutes, a sample every ten seconds, of a scorer and of another stage. */
final class TestSoak {
    static final int DEPLOYS = 200;
    static final double LEVEL = 100;
    private static final int SECONDS = 1_200;
    private static final int EVERY = 10;

    private TestSoak() {}

    static List<Sample> samples() {
        return samples(Figure.RSS, share -> LEVEL);
    }

    /** One figure of the scorer goes as it is told, by the share of the time that has passed; the other stage shows none of it. */
    static List<Sample> samples(Figure told, DoubleUnaryOperator level) {
        return IntStream.rangeClosed(0, SECONDS / EVERY)
                .mapToObj(number -> (double) number * EVERY)
                .flatMap(seconds -> Stream.of(
                        sample("stream-scorer", seconds, told, level.applyAsDouble(seconds / SECONDS)),
                        sample("feature-enricher", seconds, told, 0)))
                .toList();
    }

    private static Sample sample(String stage, double seconds, Figure told, double level) {
        var figures = figures(LEVEL);
        figures.put(told, level);
        return new Sample(stage, seconds, (int) (DEPLOYS * seconds / SECONDS), figures);
    }

    static Map<Figure, Double> figures(double level) {
        var figures = new EnumMap<Figure, Double>(Figure.class);
        Arrays.stream(Figure.values()).forEach(figure -> figures.put(figure, level));
        return figures;
    }

    static SoakReport report(int deploys, List<Sample> samples) {
        var settings = new SoakSettings(
                Duration.ofSeconds(SECONDS), deploys, Duration.ofSeconds(EVERY), 1, 3, new Scale(7, 480, 600, 12_000));
        return new SoakReport(settings, Machine.here(), deploys, 4, 1_000, samples);
    }
}
