package io.sluicegate.bench.trials;

/**
 * The error rates of a version.
 *
 * @param falseAlarms share of the negatives that it calls positive
 * @param misses share of the positives that it calls negative
 */
record Quality(String name, double falseAlarms, double misses) {}
