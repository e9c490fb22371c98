package io.sluicegate.scorer.endpoint;

import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/** The requests that wait for a worker, oldest first. */
final class WaitingRequests implements AutoCloseable {
    private final Deque<WaitingRequest> waiting = new ArrayDeque<>();
    private boolean closed;

    synchronized void add(WaitingRequest request) {
        if (closed) {
            drop(request);
        } else {
            waiting.add(request);
            notify();
        }
    }

    /**
     * Waits for requests that one call of a model can answer: the oldest, and others of its version behind it, in order, as long as
     * they have no more rows together than a call may have. Empty once this is closed.
     *
     * @param mostRows the most rows of a call of a version; the oldest request may have more by itself
     */
    synchronized List<WaitingRequest> take(ToIntFunction<LoadedVersion> mostRows) throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        var oldest = waiting.poll();
        if (oldest == null) {
            return List.of();
        }
        var most = mostRows.applyAsInt(oldest.version());
        var together = new ArrayList<WaitingRequest>(List.of(oldest));
        var rows = (long) oldest.rows();
        for (var others = waiting.iterator(); others.hasNext() && rows < most; ) {
            var other = others.next();
            if (other.version() == oldest.version()) {
                rows += other.rows();
                if (rows <= most) {
                    together.add(other);
                    others.remove();
                }
            }
        }
        return together;
    }

    synchronized int size() {
        return waiting.size();
    }

    private static void drop(WaitingRequest request) {
        request.refuse(Refusal.unavailable("the scorer is stopping"));
        request.release();
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(WaitingRequests::drop);
        waiting.clear();
        notifyAll();
    }
}
