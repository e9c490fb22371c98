package io.sluicegate.bench.enricher;

/**
 * The settings of a measurement.
 *
 * @param events events for each application, and for each round of the engine
 * @param cards cards that the events are about
 * @param rounds rounds of the engine on recorded events; each feature set has its turn in each
 */
public record EnricherSettings(int events, int cards, int rounds) {}
