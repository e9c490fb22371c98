package io.sluicegate.bench.soak;

import io.sluicegate.fraud.Scale;
import java.time.Duration;

/**
 * The settings of a soak.
 *
 * @param time how long
 * @param deploys how many deploys, each rolled back, evenly spread over the time
 * @param sampling time between samples
 * @param collectEvery the heap is looked at every so many samples
 * @param failEvery before every so many deploys one is tried that fails
 * @param scale the traffic
 */
public record SoakSettings(
        Duration time, int deploys, Duration sampling, int collectEvery, int failEvery, Scale scale) {}
