package io.sluicegate.launcher;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureProblem;
import io.sluicegate.pipeline.config.ConfigNode;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader.Inspection;
import io.sluicegate.pipeline.config.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Checks the features of a pipeline's file as the enricher does at start, and reports each problem at its line. */
public final class FeatureInspection implements Inspection {
    private static final String REMEDY = "correct it";

    private final EventSchema schema;
    private final Map<String, String> names = new LinkedHashMap<>();

    /** The source of the events' schema. If the schema can't be read, the reason is reported as a problem of the file. */
    @FunctionalInterface
    public interface EventSchema {
        Optional<Schema> find(PipelineConfig config, ConfigNode root);
    }

    public FeatureInspection(EventSchema schema) {
        this.schema = schema;
    }

    @Override
    public void inspect(PipelineConfig config, ConfigNode root) {
        var nodes = new LinkedHashMap<String, ConfigNode>();
        for (var node : root.at("features").elements()) {
            var name = node.at("name").written().orElse("");
            names.put(node.path(), name);
            nodes.putIfAbsent(name, node);
        }
        var unsure = nodes.entrySet().stream()
                .filter(node -> !node.getValue().isAllSound())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        boolean eventsAreSound = root.at("events").isAllSound();
        FeatureEngine.check(config.features(), config.events(), schema.find(config, root), unsure)
                .forEach(problem -> {
                    if (problem.feature().isEmpty() && eventsAreSound) {
                        root.at("events").at(problem.key()).problem(problem.what(), REMEDY);
                    } else {
                        note(problem, nodes, unsure);
                    }
                });
    }

    /** Skips problems that only follow from a declaration that is wrong itself. */
    private static void note(FeatureProblem problem, Map<String, ConfigNode> nodes, Set<String> unsure) {
        var node = nodes.get(problem.feature());
        if (node == null || unsure.contains(problem.feature())) {
            return;
        }
        var place = problem.key().isEmpty() ? node : node.at(problem.key());
        if (problem.column() > 0) {
            place.problem(problem.line(), problem.column(), problem.what(), REMEDY);
        } else {
            place.problem(problem.what(), REMEDY);
        }
    }

    /** The problem with its column and the name of its feature. */
    public Problem named(Problem problem) {
        var feature = names.entrySet().stream()
                .filter(entry ->
                        problem.path().equals(entry.getKey()) || problem.path().startsWith(entry.getKey() + "."))
                .map(entry -> " (" + entry.getValue() + ")")
                .findFirst()
                .orElse("");
        return new Problem(problem.place(), 0, problem.path() + feature, problem.what(), problem.todo());
    }
}
