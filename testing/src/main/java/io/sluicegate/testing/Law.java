package io.sluicegate.testing;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.SplittableRandom;

/**
 * A checker of laws on many generated cases. The first quarter of the cases combines edge values, the others are random. All cases
 * follow from one seed, new for each run: a failure names it, and {@code -Dsluicegate.test.seed} sets it.
 */
public final class Law {
    static final String SEED = "sluicegate.test.seed";
    private static final int CASES = 1_000;
    private static final int PART_OF_EDGES = 4;

    /** The check of a law. */
    @FunctionalInterface
    public interface Check {
        /** Draws the values of one case and asserts that the law holds for them. */
        void accept(Draw draw) throws Exception;
    }

    private record Failure(Draw draw, Throwable cause) {}

    private Law() {}

    /** Checks the law on 1,000 cases. */
    public static void holds(Check check) {
        holds(CASES, check);
    }

    /** Checks the law on the given number of cases. */
    public static void holds(int cases, Check check) {
        holds(cases, Long.getLong(SEED, new SplittableRandom().nextLong()), check);
    }

    /** Checks all cases even when one fails, in order to report the shortest counterexample among them. */
    static void holds(int cases, long seed, Check check) {
        var random = new SplittableRandom(seed);
        var failures = new ArrayList<Failure>();
        for (int number = 0; number < cases; number++) {
            var draw = new Draw(random.split(), number, cases / PART_OF_EDGES);
            try {
                check.accept(draw);
            } catch (Throwable cause) {
                failures.add(new Failure(draw, cause));
            }
        }
        failures.stream().min(comparingInt(failure -> failure.draw().length())).ifPresent(shortest -> {
            throw new AssertionError(
                    "The law fails in %d of %d cases. The shortest drew: %s. To repeat the run: -D%s=%d. The failure: %s"
                            .formatted(failures.size(), cases, shortest.draw(), SEED, seed, shortest.cause()),
                    shortest.cause());
        });
    }
}
