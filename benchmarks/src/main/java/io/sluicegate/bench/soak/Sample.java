package io.sluicegate.bench.soak;

import java.util.Map;

/**
 * What one JVM used at a time.
 *
 * @param seconds since the soak began
 * @param deploys deploys so far
 * @param figures those that were taken: the heap only after a collection
 */
record Sample(String stage, double seconds, int deploys, Map<Figure, Double> figures) {}
