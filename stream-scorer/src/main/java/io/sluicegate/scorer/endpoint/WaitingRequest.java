package io.sluicegate.scorer.endpoint;

import io.sluicegate.scorer.endpoint.domain.ModelRows;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.onnx.AnsweredRows;
import io.sluicegate.scorer.onnx.TensorRows.Part;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request's rows that wait for the model, or are being scored. It holds the version open until a worker has scored or dropped the
 * rows, even if nobody waits for them any more.
 */
final class WaitingRequest {
    private final LoadedVersion version;
    private final ModelRows rows;
    private final long deadline;
    private final CompletableFuture<List<AnsweredRows>> answer = new CompletableFuture<>();

    /** @param version acquired; the request releases it */
    WaitingRequest(LoadedVersion version, ModelRows rows, long deadline) {
        this.version = version;
        this.rows = rows;
        this.deadline = deadline;
    }

    LoadedVersion version() {
        return version;
    }

    int rows() {
        return rows.rows();
    }

    Part part(int from, int count) {
        return new Part(rows.inputs(), from, count);
    }

    /** Whether nobody waits for the answer any more. */
    boolean isOver() {
        return answer.isDone() || deadline - System.nanoTime() <= 0;
    }

    void answer(List<AnsweredRows> parts) {
        answer.complete(parts);
    }

    void refuse(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    void release() {
        version.release();
    }

    /** Waits for the answer. */
    List<AnsweredRows> await() throws Refusal {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(false);
            throw Refusal.late("version " + version.deployed().getVersion()
                    + " didn't answer in time: send fewer rows or fewer requests at a time, or raise endpoint.timeout");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the scorer is stopping");
        }
    }
}
