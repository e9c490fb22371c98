package io.sluicegate.scorer.endpoint;

import io.sluicegate.scorer.endpoint.domain.ModelRows;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.onnx.AnsweredRows;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The queue of requests for the models, and the threads that work it off. */
final class InferenceQueue implements AutoCloseable {
    private static final long STOP_MS = TimeUnit.SECONDS.toMillis(10);

    private final WaitingRequests requests;
    private final List<Thread> threads;

    InferenceQueue(WaitingRequests requests, InferenceWorker... workers) {
        this.requests = requests;
        this.threads = IntStream.range(0, workers.length)
                .mapToObj(place -> thread(workers[place], place))
                .toList();
        threads.forEach(Thread::start);
    }

    private static Thread thread(InferenceWorker worker, int place) {
        var thread = new Thread(worker, "sluicegate-endpoint-" + place);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits for the answers to a request's rows.
     *
     * @param version acquired; the queue releases it
     * @param deadline until when to wait, in the time of {@link System#nanoTime()}
     */
    List<AnsweredRows> answer(LoadedVersion version, ModelRows rows, long deadline) throws Refusal {
        var request = new WaitingRequest(version, rows, deadline);
        requests.add(request);
        return request.await();
    }

    /** Refuses the requests that wait, and lets those that are being scored end. */
    @Override
    public void close() {
        requests.close();
        try {
            for (var thread : threads) {
                thread.join(STOP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
