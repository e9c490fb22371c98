package io.sluicegate.launcher.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Numbers of which the k-th comes with a probability proportional to k to the power of -skew: 0 draws all alike. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int count, double skew) {
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1, -skew);
            cumulated[i] = sum;
        }
    }

    /** A number from 0 on; 0 is the most frequent one. */
    int draw(RandomGenerator random) {
        var place = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return place < 0 ? Math.min(-place - 1, cumulated.length - 1) : place;
    }
}
