package io.sluicegate.scorer.endpoint;

import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.onnx.AnsweredRows;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.onnx.TensorRows;
import io.sluicegate.scorer.onnx.TensorRows.Part;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that scores waiting requests, those of one version together. Belongs to one thread. */
final class InferenceWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceWorker.class);

    private final WaitingRequests requests;
    private final int most;
    private final Predicate<LoadedVersion> isServed;
    private final EndpointMetrics metrics;
    private final Map<LoadedVersion, TensorRows> models = new HashMap<>();

    /**
     * @param most rows in a call of a model
     * @param isServed whether a version may be asked again
     */
    InferenceWorker(WaitingRequests requests, int most, Predicate<LoadedVersion> isServed, EndpointMetrics metrics) {
        this.requests = requests;
        this.most = most;
        this.isServed = isServed;
        this.metrics = metrics;
    }

    /** Works until the requests are closed. */
    @Override
    public void run() {
        try {
            for (var next = requests.take(this::rows); !next.isEmpty(); next = requests.take(this::rows)) {
                work(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(List<WaitingRequest> together) {
        var wanted = together.stream().filter(request -> !request.isOver()).toList();
        try {
            if (!wanted.isEmpty()) {
                score(wanted);
            }
        } catch (Throwable e) { // caught, because requests would wait for a worker that has ended
            LOG.atError().setCause(e).log("inference requests failed");
            wanted.forEach(request -> request.refuse(e));
        } finally {
            together.forEach(WaitingRequest::release);
            models.keySet().removeIf(isServed.negate());
        }
    }

    private void score(List<WaitingRequest> wanted) {
        var version = wanted.get(0).version();
        var model = models.computeIfAbsent(version, any -> new TensorRows(any.model(), rows(any)));
        if (wanted.size() == 1 || !together(model, version, wanted)) {
            wanted.forEach(request -> alone(model, version, request));
        }
    }

    /** Scores requests in one call; false if the model fails on them, for which one of them may be to blame. */
    private boolean together(TensorRows model, LoadedVersion version, List<WaitingRequest> wanted) {
        var parts =
                wanted.stream().map(request -> request.part(0, request.rows())).toList();
        try {
            metrics.call(version, parts.stream().mapToInt(Part::rows).sum());
            var outputs = model.score(parts);
            var from = 0;
            for (var request : wanted) {
                request.answer(List.of(new AnsweredRows(outputs, from, request.rows())));
                from += request.rows();
            }
            return true;
        } catch (ScoringException e) {
            return false;
        }
    }

    private int rows(LoadedVersion version) {
        return Math.min(most, version.model().batch());
    }

    private void alone(TensorRows model, LoadedVersion version, WaitingRequest request) {
        var answers = new ArrayList<AnsweredRows>();
        var most = rows(version);
        try {
            for (var from = 0; from < request.rows(); from += most) {
                if (request.isOver()) {
                    return;
                }
                var rows = Math.min(most, request.rows() - from);
                metrics.call(version, rows);
                answers.add(new AnsweredRows(model.score(List.of(request.part(from, rows))), 0, rows));
            }
            request.answer(answers);
        } catch (ScoringException e) {
            request.refuse(Refusal.wrong(String.valueOf(e.getMessage())));
        }
    }
}
