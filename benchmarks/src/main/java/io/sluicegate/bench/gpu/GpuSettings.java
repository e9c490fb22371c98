package io.sluicegate.bench.gpu;

import java.time.Duration;
import java.util.List;

/**
 * The settings of a comparison.
 *
 * @param rows numbers of rows in a call, ascending
 * @param time how long calls of one kind are timed
 */
record GpuSettings(List<Network> networks, List<Integer> rows, Duration time) {
    private static final List<Integer> ROWS = List.of(1, 8, 32, 128, 512, 2048);

    static GpuSettings full() {
        return new GpuSettings(List.of(Network.values()), ROWS, Duration.ofSeconds(1));
    }

    /** Without the largest model, and far too short for figures that mean anything. */
    static GpuSettings quick() {
        return new GpuSettings(
                List.of(
                        Network.MLP_SMALL,
                        Network.MLP_MEDIUM,
                        Network.CONVOLUTION,
                        Network.TRANSFORMER,
                        Network.FOREST),
                List.of(1, 8),
                Duration.ofMillis(20));
    }
}
