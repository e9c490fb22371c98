package io.sluicegate.testing;

import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A run of a check on many mutated cases: the first half follows from a fixed seed, the second from a seed that is new for each run. The
 * summary and a failure name the seed; {@code -Dsluicegate.test.seed} sets it.
 */
public final class Fuzz {
    private static final long FIXED = 13;
    private static final int IN_EVERY_BUILD = 2_000;
    private static final int IN_PROOF = 100_000;

    /** The check of one case. */
    @FunctionalInterface
    public interface Case {
        /**
         * @param random draws the mutations of the case
         * @return what became of the case, in a word
         */
        String check(Random random) throws Exception;
    }

    private final long fresh = Long.getLong(Law.SEED, new SplittableRandom().nextLong());

    /** The number of cases: 2,000, and 100,000 in the long form. */
    public static int cases() {
        return RunLength.choose(IN_EVERY_BUILD, IN_PROOF);
    }

    /** Runs the check on all cases; gives a line with the seeds, and how many cases came to what. */
    public static String run(Case check) {
        var fuzz = new Fuzz();
        var became = new TreeMap<String, Integer>();
        for (var number = 0; number < cases(); number++) {
            try {
                became.merge(check.check(fuzz.random(number)), 1, Integer::sum);
            } catch (Throwable e) {
                throw new AssertionError(fuzz.name(number) + " fails: " + e, e);
            }
        }
        return fuzz.summary(became);
    }

    /** The seed of a case. */
    public long seed(int number) {
        return number < cases() / 2 ? FIXED : fresh;
    }

    /** The source of the mutations of a case. */
    public static Random random(long seed, int number) {
        return new Random(new SplittableRandom(seed + 31L * number).nextLong());
    }

    private Random random(int number) {
        return random(seed(number), number);
    }

    /** The name of a case, by which it can be repeated. */
    public String name(int number) {
        return "case %d of seed %d (-D%s=%d)".formatted(number, seed(number), Law.SEED, fresh);
    }

    /** The line with the seeds, and how many cases came to what. */
    public String summary(Map<String, Integer> became) {
        return "%d cases of seeds %d and %d: %s".formatted(cases(), FIXED, fresh, new TreeMap<>(became));
    }
}
