package io.sluicegate.scorer.endpoint;

import io.sluicegate.scorer.endpoint.domain.AnswerWriter;
import io.sluicegate.scorer.endpoint.domain.AnswerWriter.Body;
import io.sluicegate.scorer.endpoint.domain.AnswerWriter.Output;
import io.sluicegate.scorer.endpoint.domain.InferRequest;
import io.sluicegate.scorer.endpoint.domain.InferRequest.GivenOutput;
import io.sluicegate.scorer.endpoint.domain.ModelRows;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.onnx.AnsweredRows;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.ArrayList;
import java.util.List;

/** Answers inference requests: finds the version, checks the tensors against it, waits for the rows' scores, and writes them. */
final class Inference {
    private final InferenceQueue queue;
    private final EndpointMetrics metrics;

    Inference(InferenceQueue queue, EndpointMetrics metrics) {
        this.queue = queue;
        this.metrics = metrics;
    }

    /**
     * Answers a request.
     *
     * @param version acquired; it is released once it is no longer needed
     * @param deadline until when the answer is of use, in the time of {@link System#nanoTime()}
     */
    Body answer(LoadedVersion version, InferRequest request, long deadline) throws Refusal {
        var model = version.model();
        ModelRows rows;
        List<GivenOutput> outputs;
        try {
            rows = ModelRows.of(request.inputs(), model.inputSpecs(), model.takesManyRows());
            outputs = request.given(model.outputSpecs());
        } catch (Refusal | RuntimeException e) {
            version.release();
            throw e;
        }
        var answered = queue.answer(version, rows, deadline);
        metrics.rows(version, rows.rows());
        return AnswerWriter.write(
                model.manifest().model(),
                version.deployed().getVersion(),
                request.id(),
                tensors(outputs, model.takesManyRows(), answered));
    }

    private static List<Output> tensors(List<GivenOutput> outputs, boolean manyRows, List<AnsweredRows> answered)
            throws Refusal {
        var tensors = new ArrayList<Output>(outputs.size());
        try {
            for (var output : outputs) {
                tensors.add(new Output(AnsweredRows.tensor(output.spec(), manyRows, answered), output.binary()));
            }
        } catch (ScoringException e) {
            throw Refusal.wrong(String.valueOf(e.getMessage()));
        }
        return tensors;
    }
}
