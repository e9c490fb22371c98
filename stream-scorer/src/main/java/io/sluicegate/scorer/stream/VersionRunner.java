package io.sluicegate.scorer.stream;

import io.sluicegate.scorer.onnx.Outputs;
import io.sluicegate.scorer.onnx.Runner;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A version as one thread runs it. */
final class VersionRunner {
    private final LoadedVersion version;
    private final Runner runner;
    private final VersionMeters meters;
    private final Map<FeatureLayout, InputSlots> bound = new HashMap<>();
    private @Nullable FeatureLayout lastLayout;
    private @Nullable InputSlots last;

    VersionRunner(LoadedVersion version, int cap, VersionMeters meters) {
        this.version = version;
        this.runner = version.model().runner(cap);
        this.meters = meters;
    }

    /** Nearly always that of the row before. */
    InputSlots bind(FeatureLayout layout) {
        var slots = last;
        if (slots == null || layout != lastLayout) {
            slots = bound.computeIfAbsent(
                    layout, any -> any.bind(version.model().manifest()));
            last = slots;
            lastLayout = layout;
        }
        return slots;
    }

    OptionalDouble threshold() {
        return version.model().manifest().output().threshold();
    }

    Outputs run(List<OpenRow> rows) throws ScoringException {
        var input = runner.begin();
        for (var row : rows) {
            bind(row.features().layout).feed(row.features(), input);
        }
        var begin = System.nanoTime();
        var outputs = runner.run();
        meters.inference(rows.size(), System.nanoTime() - begin);
        return outputs;
    }
}
