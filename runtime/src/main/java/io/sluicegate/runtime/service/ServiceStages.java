package io.sluicegate.runtime.service;

import java.util.List;

/** What a process runs: makes the stages of its pipelines, without any I/O. */
@FunctionalInterface
public interface ServiceStages {

    /** @param pipelines a context for each pipeline, at least one */
    List<Stage> create(List<StageContext> pipelines);

    /** A stage by each factory for each pipeline. */
    static ServiceStages ofEach(List<StageFactory> factories) {
        var all = List.copyOf(factories);
        return pipelines -> pipelines.stream()
                .flatMap(context -> all.stream().map(factory -> factory.create(context)))
                .toList();
    }
}
