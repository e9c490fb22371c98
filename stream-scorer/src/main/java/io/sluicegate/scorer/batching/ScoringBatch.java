package io.sluicegate.scorer.batching;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.features.FeatureRow;
import io.sluicegate.scorer.onnx.Outputs;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.RoutedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One batch of records: decodes and routes them, then runs each version once on its rows. When a version fails on several rows,
 * those rows stay without an answer and are scored alone later; when it fails on a single row, that row is rejected. A defect of
 * the scorer also leaves the rows of a batch without an answer, because only a record that is scored alone can be blamed.
 */
final class ScoringBatch {
    private static final byte[] NO_KEY = {};

    private final List<RawRecord> records;
    private final ScoringPlan plan;
    private final BatchScorer scorer;
    private final Optional<ShadowBatch> shadows;
    private final long now;
    private final List<Optional<Answer>> answers;
    /** The rows of each arm, by the arm's position. */
    private final @Nullable VersionRows[] open;

    /** @param shadows receives the answered rows; empty without shadows */
    ScoringBatch(List<RawRecord> records, ScoringPlan plan, BatchScorer scorer, Optional<ShadowBatch> shadows) {
        this.records = records;
        this.plan = plan;
        this.scorer = scorer;
        this.shadows = shadows;
        this.open = new VersionRows[plan.serving().arms()];
        this.now = scorer.clock().millis();
        this.answers = new ArrayList<>(Collections.nCopies(records.size(), Optional.empty()));
    }

    /** Answers in the order of the records. */
    List<Optional<Answer>> answers() {
        open(0);
        openAhead();
        for (var rows : open) {
            if (rows != null) {
                run(rows);
                recycle(rows);
            }
        }
        return answers;
    }

    /** The shadows read the rows later. */
    private void recycle(VersionRows open) {
        if (shadows.isEmpty()) {
            open.rows().forEach(row -> row.features().recycle());
        }
    }

    /**
     * Opens the other records up to the first one with an unknown schema: the consumer holds that record until the registry
     * answers.
     */
    private void openAhead() {
        for (var place = 1; place < records.size(); place++) {
            if (scorer.reader().mustAsk(records.get(place).value())) {
                return;
            }
            openAhead(place);
        }
    }

    /** Opens a record ahead of its turn; a fault is left to the record's own turn. */
    private void openAhead(int place) {
        try {
            open(place);
        } catch (RuntimeException e) {
            answers.set(place, Optional.empty());
        }
    }

    private void open(int place) {
        var raw = records.get(place);
        var decoding = scorer.reader().read(raw.value());
        if (decoding instanceof Rejected<FeatureRow> rejected) {
            answer(
                    place,
                    new Answer.Unreadable(new Rejection(
                            rejected.rejection().code(), rejected.rejection().message())));
        } else if (decoding instanceof Decoded<FeatureRow> decoded) {
            open(place, raw, decoded.value());
        }
    }

    private void open(int place, RawRecord raw, FeatureRow features) {
        var key = raw.key();
        var decision = plan.router().decide(key == null ? NO_KEY : key);
        var rows = rows(decision);
        var definitions = rows.runner().definitions(features.featureSet);
        var row = new RoutedRow(place, raw, features, decision, definitions.check());
        var rejection = key == null
                ? Optional.of(new Rejection(ErrorCode.NULL_KEY, "the record has no key, so its entity is unknown"))
                : rows.runner().bind(features.layout).rejection(features).or(definitions::rejection);
        if (rejection.isPresent()) {
            reject(row, rejection.get());
        } else {
            rows.add(row);
        }
    }

    private VersionRows rows(Decision decision) {
        var place = decision.arm().place();
        var known = open[place];
        if (known == null) {
            known = new VersionRows(
                    scorer.runner(plan.serving().loaded(decision.arm().version())));
            open[place] = known;
        }
        return known;
    }

    private void run(VersionRows open) {
        var runner = open.runner();
        var rows = open.rows();
        if (rows.isEmpty()) {
            return;
        }
        try {
            var outputs = runner.run(rows);
            for (var i = 0; i < rows.size(); i++) {
                answer(rows.get(i), outputs, i, runner.threshold());
            }
        } catch (ScoringException e) {
            failed(rows, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            unforeseen(rows, e);
        }
    }

    private void unforeseen(List<RoutedRow> rows, RuntimeException fault) {
        if (records.size() == 1) {
            throw fault;
        }
        rows.forEach(row -> answers.set(row.place(), Optional.empty()));
    }

    private void answer(RoutedRow row, Outputs outputs, int outputRow, OptionalDouble threshold) {
        if (!outputs.hasScore() || Double.isFinite(outputs.score(outputRow))) {
            answer(row, plan.predictions().scored(row, outputs, outputRow, threshold, now));
        } else {
            reject(
                    row,
                    new Rejection(
                            ErrorCode.UNSCORABLE,
                            "the model's score is " + outputs.score(outputRow)
                                    + ", perhaps because a feature is missing"));
        }
    }

    private void failed(List<RoutedRow> rows, String message) {
        if (rows.size() == 1) {
            reject(rows.get(0), new Rejection(ErrorCode.UNSCORABLE, message));
        }
    }

    private void reject(RoutedRow row, Rejection rejection) {
        answer(row, plan.predictions().rejected(row, rejection, now));
    }

    private void answer(RoutedRow row, Answer answer) {
        answer(row.place(), answer);
        if (shadows.isPresent()) {
            shadows.get().add(row, answer);
        }
    }

    private void answer(int place, Answer answer) {
        answers.set(place, Optional.of(answer));
    }
}
