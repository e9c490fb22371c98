package io.sluicegate.bench.gpu;

import io.sluicegate.runtime.http.Json;
import io.sluicegate.scorer.execution.Execution;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls of one model by one engine.
 *
 * @param execution what ran the model; empty if the engine can't
 * @param micros the median time of a call, by its rows
 * @param refusal why the engine can't run the model
 */
record Series(
        Network network,
        Engine engine,
        Optional<Execution> execution,
        SortedMap<Integer, Double> micros,
        Optional<String> refusal) {

    static Series of(Network network, Engine engine, Execution execution, SortedMap<Integer, Double> micros) {
        return new Series(network, engine, Optional.of(execution), micros, Optional.empty());
    }

    static Series refused(Network network, Engine engine, String refusal) {
        return new Series(network, engine, Optional.empty(), new TreeMap<>(), Optional.of(refusal));
    }

    Map<String, Object> json() {
        return Json.object(
                "engine", engine.name(),
                "provider", execution.map(it -> it.actual().runtimeName()),
                "nodes", execution.map(Execution::nodes),
                "cpuNodes", execution.map(Execution::cpuNodes),
                "refusal", refusal,
                "microsByRows", micros);
    }
}
