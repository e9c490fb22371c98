package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The check whether pipelines can run in one process. They must have names of their own, one cluster with one registry and one set of
 * client properties, for rollout control is one for all of them, and one address of HTTP. All other settings may differ.
 */
final class OneProcess {
    private static final String CLUSTER =
            "a process serves one cluster: correct it, or run a process for each pipeline";

    private final PipelineOfFile first;
    private final List<Problem> problems = new ArrayList<>();

    /** A pipeline and the file that describes it. */
    record PipelineOfFile(String file, PipelineConfig config) {}

    private OneProcess(PipelineOfFile first) {
        this.first = first;
    }

    /** What keeps the pipelines out of one process. */
    static List<Problem> problems(List<PipelineOfFile> pipelines) {
        var check = new OneProcess(pipelines.get(0));
        for (int i = 1; i < pipelines.size(); i++) {
            check.names(pipelines.get(i), pipelines.subList(0, i));
            check.compare(pipelines.get(i));
        }
        return List.copyOf(check.problems);
    }

    private void names(PipelineOfFile pipeline, List<PipelineOfFile> before) {
        var name = pipeline.config().pipeline();
        before.stream()
                .filter(it -> it.config().pipeline().equals(name))
                .findFirst()
                .ifPresent(it -> add(
                        pipeline,
                        "pipeline",
                        "is '" + name + "', as in " + it.file(),
                        "give each pipeline a name of its own"));
    }

    private void compare(PipelineOfFile other) {
        same(other, "kafka.bootstrap", it -> it.kafka().bootstrap(), CLUSTER);
        same(other, "kafka.registry", it -> it.kafka().registry(), CLUSTER);
        if (!first.config().kafka().properties().equals(other.config().kafka().properties())) {
            add(other, "kafka.properties", "differ from those in " + first.file(), CLUSTER);
        }
        same(other, "service.host", it -> it.service().host(), "a process listens on one address: give both the same");
        same(
                other,
                "service.port",
                it -> it.service().port(),
                "a process listens on one port: give both the same, or pass --port");
    }

    private void same(PipelineOfFile other, String key, Function<PipelineConfig, Object> setting, String todo) {
        var expected = setting.apply(first.config());
        var actual = setting.apply(other.config());
        if (!expected.equals(actual)) {
            add(other, key, "is " + shown(actual) + ", and " + shown(expected) + " in " + first.file(), todo);
        }
    }

    private static String shown(Object setting) {
        return Addresses.shown(setting.toString());
    }

    private void add(PipelineOfFile of, String key, String what, String todo) {
        problems.add(new Problem(of.file(), 0, key, what, todo));
    }
}
