package io.sluicegate.console.web;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends the facts to each open page once a second. Pages beyond a limit are refused and poll instead. */
final class Live implements AutoCloseable {
    private static final int PAGES = 32;
    private static final long PERIOD_MILLIS = 1_000;

    private final Supplier<String> facts;
    private final Semaphore places = new Semaphore(PAGES);
    private final CountDownLatch closing = new CountDownLatch(1);

    Live(Supplier<String> facts) {
        this.facts = facts;
    }

    /** Returns when the page or the console closes. */
    void serve(SseClient page) {
        if (!places.tryAcquire()) {
            page.close();
            return;
        }
        try {
            feed(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            page.close();
        }
    }

    private void feed(SseClient page) throws InterruptedException {
        while (!page.terminated()) {
            page.sendEvent("facts", facts.get());
            if (closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
