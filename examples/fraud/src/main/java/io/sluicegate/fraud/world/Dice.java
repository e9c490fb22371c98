package io.sluicegate.fraud.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in the world; equal seeds give equal worlds. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** A number between both ends, inclusive. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    Duration between(Duration low, Duration high) {
        return low.plusMillis((long) (random.nextDouble() * high.minus(low).toMillis()));
    }

    /** Right-skewed around a median, as amounts of money are. */
    double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** Time until the next of independent happenings. */
    Duration waiting(Duration mean) {
        return Duration.ofMillis((long) (-Math.log(1.0 - random.nextDouble()) * mean.toMillis()));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Picks in proportion to the weights. */
    <T> T pick(List<T> choices, List<Double> weights) {
        double left = random.nextDouble()
                * weights.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < choices.size() - 1; i++) {
            left -= weights.get(i);
            if (left < 0) {
                return choices.get(i);
            }
        }
        return choices.get(choices.size() - 1);
    }
}
