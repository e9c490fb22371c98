package io.sluicegate.scorer.batching;

import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.features.FeatureLayout;
import io.sluicegate.scorer.features.InputSlots;
import io.sluicegate.scorer.onnx.Outputs;
import io.sluicegate.scorer.onnx.Runner;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.predictions.RoutedRow;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One thread's runner of a version. */
final class VersionRunner {
    private final LoadedVersion version;
    private final Runner runner;
    private final int rows;
    private final VersionMetrics metrics;
    private final Map<FeatureLayout, InputSlots> bound = new HashMap<>();
    private final DefinitionRule rule;
    private @Nullable FeatureLayout lastLayout;
    private @Nullable InputSlots last;
    private String lastFeatureSet = "";
    private @Nullable CheckedDefinitions lastDefinitions;

    /** @param rows the most rows in a batch */
    VersionRunner(LoadedVersion version, int rows, VersionMetrics metrics, DefinitionRule rule) {
        this.version = version;
        this.rows = rows;
        this.runner = version.model().runner(rows);
        this.metrics = metrics;
        this.rule = rule;
    }

    /** The most rows in a batch. */
    int rows() {
        return rows;
    }

    /** The inputs for rows of a layout, cached because it is nearly always the layout of the row before. */
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

    /**
     * The check of a feature set's definitions. Final results are cached; a set that is still unknown is checked again, because it
     * may be published later.
     */
    CheckedDefinitions definitions(String featureSet) {
        var known = lastDefinitions;
        if (known == null || !featureSet.equals(lastFeatureSet)) {
            var verdict = rule.judge(version.model().manifest(), featureSet);
            known = CheckedDefinitions.of(verdict);
            lastDefinitions = verdict.isFinal() ? known : null;
            lastFeatureSet = featureSet;
        }
        return known;
    }

    OptionalDouble threshold() {
        return version.model().manifest().output().threshold();
    }

    Outputs run(List<RoutedRow> rows) throws ScoringException {
        var inputs = runner.begin();
        for (var row : rows) {
            bind(row.features().layout).feed(row.features(), inputs);
        }
        var begin = System.nanoTime();
        var outputs = runner.run(rows.size());
        metrics.inference(rows.size(), System.nanoTime() - begin);
        return outputs;
    }
}
