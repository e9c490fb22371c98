package io.sluicegate.bench.gpu;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A provider, which isn't replaced by another, with its threads. */
record Engine(String name, ExecutionSettings settings) {

    /** The CPU with one thread for a call, as the scorer's default is, and with one for each core. */
    static List<Engine> ofCpu(int cores) {
        return Stream.of(1, cores).distinct().map(Engine::ofThreads).toList();
    }

    private static Engine ofThreads(int threads) {
        return new Engine(
                "cpu, " + threads + (threads == 1 ? " thread" : " threads"),
                new ExecutionSettings(List.of(ExecutionProvider.CPU), false, Map.of(), threads));
    }

    static Engine of(ExecutionProvider provider) {
        return new Engine(provider.key(), new ExecutionSettings(List.of(provider), false, Map.of(), 1));
    }

    boolean isCpu() {
        return settings.requested() == ExecutionProvider.CPU;
    }
}
