package io.sluicegate.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal that ends a thread, even while the thread waits. */
final class Closing {
    private final CountDownLatch latch = new CountDownLatch(1);

    void close() {
        latch.countDown();
    }

    boolean closed() {
        return latch.getCount() == 0;
    }

    /** Waits until the time has passed or the signal comes. */
    void pause(Duration time) {
        try {
            latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }
}
