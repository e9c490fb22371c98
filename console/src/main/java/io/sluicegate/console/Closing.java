package io.sluicegate.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a thread that it should end, also while it waits. */
final class Closing {
    private final CountDownLatch latch = new CountDownLatch(1);

    void close() {
        latch.countDown();
    }

    boolean closed() {
        return latch.getCount() == 0;
    }

    /** Waits for the time or the closing, whichever comes first. */
    void pause(Duration time) {
        try {
            latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }
}
