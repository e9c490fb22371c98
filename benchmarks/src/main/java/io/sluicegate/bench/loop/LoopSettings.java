package io.sluicegate.bench.loop;

import io.sluicegate.fraud.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a measurement.
 *
 * @param backlog events that lie in wait for the enricher, and again for the whole
 * @param rate events a second while latency is measured
 * @param time for how long
 * @param latency the pipeline's latency setting
 * @param scale the world, and the history that the model is trained on
 * @param profile where a recording of each stage goes
 */
public record LoopSettings(int backlog, int rate, Duration time, String latency, Scale scale, Optional<Path> profile) {}
