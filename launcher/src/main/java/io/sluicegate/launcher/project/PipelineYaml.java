package io.sluicegate.launcher.project;

import io.sluicegate.launcher.project.FeaturePlan.OfField;
import io.sluicegate.launcher.project.FeaturePlan.OfWindow;
import io.sluicegate.launcher.project.FieldType.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a new pipeline's file: what is needed, commented, and what is often wanted, commented out.
 *
 * @param topic the topic of the events; empty for the pipeline's own
 * @param folder where the pipeline's data is kept
 */
record PipelineYaml(String pipeline, Optional<String> topic, Path folder, Roles roles, FeaturePlan plan) {
    private static final Set<String> WORDS_OF_YAML =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");
    private static final int COMMENT = 78;

    /** The name of the model of a pipeline. */
    static String model(String pipeline) {
        return pipeline + "-model";
    }

    String text() {
        return """
                # The pipeline %1$s. Every key: docs/configuration.md; mistakes: sluicegate check --pipeline %2$s --schema %3$s
                pipeline: %1$s
                partitions: 4

                kafka:
                  bootstrap: ${SLUICEGATE_BOOTSTRAP:-localhost:9092}
                  registry: ${SLUICEGATE_REGISTRY:-http://localhost:8081/apis/ccompat/v7}
                  profile: development               # production: says which topics lose records with a broker
                  latency: low                       # low, balanced or throughput

                service:
                  data: %4$s
                  port: ${SLUICEGATE_PORT:-8080}

                events:
                %5$s
                features:
                %6$s
                model:
                  name: %7$s
                  store: %8$s
                  approval: none                     # required: somebody else must approve a version before it decides

                drift:
                  window: 1h
                  minimum-rows: 500                  # a window with fewer rows gets no verdict
                  minimum-labels: 100                # an outcome report with fewer labels has no verdict

                %9$s""".formatted(
                        pipeline,
                        Project.PIPELINE,
                        Project.SCHEMA,
                        outside("SLUICEGATE_DATA", folder.resolve("data")),
                        events(),
                        features(),
                        model(pipeline),
                        outside("SLUICEGATE_MODELS", folder.resolve("data").resolve("models")),
                        POLICIES);
    }

    private static final String POLICIES = """
            # Policies act without a person. Take away the '#' of those that you want:
            # policies:
            #   retrain:
            #     - {name: drifted-features, scope: feature, subjects: 2, persistence: 2 of 3, cooldown: 1d}
            #   canary:
            #     steps: [10, 50]                  # shares of the keys that a candidate earns, before it is promoted
            #     limits:
            #       - {statistic: accuracy, below: 0.05}
            """;

    /** A path that a variable of the environment may replace. */
    private static String outside(String variable, Path path) {
        var text = "${" + variable + ":-" + path + "}";
        return path.toString().matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "''") + "'";
    }

    private String events() {
        var lines = new ArrayList<String>();
        topic.ifPresent(name -> lines.add("  topic: '" + name + "'"));
        lines.add(commented(
                "  entity: " + word(roles.entity()), "windows are over the events of one entity; the record's key"));
        roles.id().ifPresent(id -> lines.add("  id: " + word(id)));
        lines.add("  time: " + word(roles.time()));
        lines.add(commented("  lateness: 10m", "how late an event may come and still count in windows"));
        return lines(lines);
    }

    private String features() {
        var lines = new ArrayList<String>();
        plan.ofFields().forEach(feature -> lines.add(line(feature)));
        if (!plan.windows().isEmpty()) {
            lines.add(
                    "  # Windows over the events of one entity, as examples: count, sum, mean, max; also 'where'. Or an expression:");
            lines.add("  # - {name: ratio, type: double, cel: event.a / (event.b + 1.0)}");
        }
        plan.windows().forEach(window -> lines.add(line(window)));
        return lines(lines);
    }

    private static String line(OfField feature) {
        var form = feature.field().type() instanceof Vector vector
                ? ", elements: " + vector.form().element().text() + ", shape: "
                        + vector.form().shape()
                : "";
        var line = "- {name: " + word(feature.name()) + ", type: " + feature.type() + form + ", field: "
                + word(feature.path()) + "}";
        return feature.remark()
                .map(remark -> commented("  # " + line, remark))
                .orElseGet(() -> commented("  " + line, seen(feature)));
    }

    /** What the sample says of a number; texts may be private. */
    private static String seen(OfField feature) {
        return feature.field()
                .facts()
                .map(facts -> feature.isNumber()
                        ? facts.words()
                        : facts.distinct() + (facts.distinct() == 1 ? " value" : " different values"))
                .orElse("");
    }

    private static String line(OfWindow window) {
        return "  - {name: " + word(window.name()) + ", type: " + window.type() + ", aggregate: " + window.aggregate()
                + window.of().map(of -> ", of: " + word(of)).orElse("") + ", window: " + window.window() + "}";
    }

    private static String commented(String line, String comment) {
        return comment.isEmpty() ? line : line + " ".repeat(Math.max(1, COMMENT - line.length())) + "# " + comment;
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String word(String name) {
        return WORDS_OF_YAML.contains(name.toLowerCase(java.util.Locale.ROOT)) ? "'" + name + "'" : name;
    }
}
