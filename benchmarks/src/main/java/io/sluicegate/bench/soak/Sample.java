package io.sluicegate.bench.soak;

import java.util.Map;

/**
 * The resources of one JVM at a time.
 *
 * @param seconds since the soak began
 * @param deploys deploys so far
 * @param figures those that were taken: the heap only after a collection
 */
record Sample(String stage, double seconds, int deploys, Map<Figure, Double> figures) {

    /** Whether there is any of it: a metric that is not there counts as 0. */
    boolean shows(Figure figure) {
        return figures.getOrDefault(figure, 0.0) > 0;
    }
}
