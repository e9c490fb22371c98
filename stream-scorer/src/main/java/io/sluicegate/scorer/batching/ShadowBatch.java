package io.sluicegate.scorer.batching;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.onnx.Outputs;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.RoutedRow;
import io.sluicegate.scorer.predictions.WrittenPrediction;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a batch that the shadows score after the deciding versions have answered; the results are attached to the answers. A
 * shadow leaves out, and counts, rows that it has no time for, batches that it fails on, and rows that come before it is loaded.
 */
final class ShadowBatch {
    private record Row(RoutedRow row, WrittenPrediction decided) {}

    private final ScoringPlan plan;
    private final BatchScorer scorer;
    private final List<Row> rows = new ArrayList<>();

    ShadowBatch(ScoringPlan plan, BatchScorer scorer) {
        this.plan = plan;
        this.scorer = scorer;
    }

    /** Adds a row that its deciding version has answered. */
    void add(RoutedRow row, Answer answer) {
        if (answer instanceof Answer.Scored scored) {
            rows.add(new Row(row, scored.prediction()));
        } else if (answer instanceof Answer.Rejected rejected) {
            rows.add(new Row(row, rejected.prediction()));
        }
    }

    /** @param busy whether shadows are skipped for lack of time */
    void score(boolean busy) {
        for (var shadow : plan.shadows()) {
            var covered = rows.stream()
                    .filter(row -> shadow.arm().covers(row.row().decision().bucket()))
                    .toList();
            if (!covered.isEmpty()) {
                score(shadow, covered, busy);
            }
        }
        rows.clear();
    }

    private void score(ShadowArm shadow, List<Row> covered, boolean busy) {
        var loaded = plan.serving().find(shadow.arm().version()).filter(LoadedVersion::acquire);
        if (loaded.isEmpty()) {
            leaveOut(shadow.arm(), covered.size(), "not-loaded");
            return;
        }
        try {
            score(shadow, loaded.get(), covered, busy);
        } finally {
            loaded.get().release();
        }
    }

    private void score(ShadowArm shadow, LoadedVersion loaded, List<Row> covered, boolean busy) {
        var begin = System.nanoTime();
        var now = busy ? 0 : shadow.allowance().rows(covered.size(), begin);
        leaveOut(shadow.arm(), covered.size() - now, "busy");
        if (now > 0) {
            run(shadow.arm(), loaded, covered.subList(0, now));
            shadow.allowance().charge(now, System.nanoTime() - begin);
        }
    }

    /** Runs a shadow on rows; a fault of the shadow affects nothing else. */
    private void run(Arm arm, LoadedVersion loaded, List<Row> chosen) {
        try {
            run(arm, scorer.runner(loaded), chosen);
        } catch (ScoringException | RuntimeException e) {
            leaveOut(arm, chosen.size(), "failed");
        }
    }

    private void run(Arm arm, VersionRunner runner, List<Row> chosen) throws ScoringException {
        var good = new ArrayList<Row>();
        for (var row : chosen) {
            open(arm, runner, row).ifPresent(good::add);
        }
        if (!good.isEmpty()) {
            var outputs = runner.run(good.stream().map(Row::row).toList());
            for (var i = 0; i < good.size(); i++) {
                answer(good.get(i), outputs, i, runner);
            }
        }
    }

    /** The row bound to the shadow's inputs; empty if the shadow has rejected the row. */
    private Optional<Row> open(Arm arm, VersionRunner runner, Row row) {
        var features = row.row().features();
        var definitions = runner.definitions(features.featureSet);
        var decision = new Decision(row.row().decision().bucket(), arm);
        var seen = new Row(
                new RoutedRow(row.row().place(), row.row().raw(), features, decision, definitions.check()),
                row.decided());
        var rejection = runner.bind(features.layout).rejection(features).or(definitions::rejection);
        rejection.ifPresent(it -> reject(seen, it));
        return rejection.isPresent() ? Optional.empty() : Optional.of(seen);
    }

    private void answer(Row row, Outputs outputs, int outputRow, VersionRunner runner) {
        if (!outputs.hasScore() || Double.isFinite(outputs.score(outputRow))) {
            var answer = plan.shadowPredictions()
                    .scored(
                            row.row(),
                            outputs,
                            outputRow,
                            runner.threshold(),
                            scorer.clock().millis());
            row.decided().shadowed(answer.prediction());
        } else {
            reject(row, new Rejection(ErrorCode.UNSCORABLE, "the model's score is " + outputs.score(outputRow)));
        }
    }

    private void reject(Row row, Rejection rejection) {
        var answer = plan.shadowPredictions()
                .rejected(row.row(), rejection, scorer.clock().millis());
        row.decided().shadowed(answer.prediction());
    }

    private void leaveOut(Arm arm, int count, String reason) {
        if (count > 0) {
            scorer.leftOut(arm.name(), reason).increment(count);
        }
    }
}
