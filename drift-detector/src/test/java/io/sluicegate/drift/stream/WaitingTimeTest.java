package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitingTimeTest {
    private final AtomicLong clock = new AtomicLong();
    private final WaitingTime waiting = new WaitingTime(Duration.ofSeconds(4), clock::get);

    @Test
    void shouldNotWaitLongerInATransactionThanAllowedHoweverManyReadingsThereAre() {
        for (var reading = 0; reading < 5; reading++) {
            waiting.spend(Duration.ofSeconds(3).toNanos(), clock::addAndGet);
        }

        assertThat(clock).hasValue(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void shouldWaitAgainInTheNextTransaction() {
        waiting.spend(Duration.ofSeconds(4).toNanos(), clock::addAndGet);
        clock.addAndGet(Duration.ofSeconds(7).toNanos());

        waiting.spend(Duration.ofSeconds(1).toNanos(), clock::addAndGet);

        assertThat(clock).hasValue(Duration.ofSeconds(12).toNanos());
    }
}
