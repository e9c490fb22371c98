package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacemakerTest {
    private final PatientClock clock = new PatientClock(InstantSource.system());
    private final List<String> said = new ArrayList<>();
    private long behind;
    private boolean answers = true;
    private final Pacemaker pacemaker = new Pacemaker(this::lag, clock, 100, said::add);

    @AfterEach
    void close() {
        pacemaker.close();
    }

    private long lag() throws ExecutionException {
        if (answers) {
            return behind;
        }
        throw new ExecutionException(new TimeoutException("no answer"));
    }

    @Test
    void shouldWaitWhileAStageIsBehind() {
        shouldStand(100, false);
        shouldStand(101, true);
        shouldStand(51, true);
        shouldStand(50, false);
        shouldStand(100, false);
    }

    @Test
    void shouldStayAsItIsWhileTheBrokerDoesNotAnswer() {
        shouldStand(101, true);
        answers = false;
        shouldStand(0, true);
        answers = true;
        shouldStand(0, false);
    }

    @Test
    void shouldTellOnceThatItWaits() {
        behind = 101;
        for (var check = 1; check < Pacemaker.TOLD_AFTER; check++) {
            pacemaker.check();
        }
        assertThat(said).isEmpty();

        pacemaker.check();
        pacemaker.check();

        assertThat(said).singleElement().asString().contains("waits for the stages");
    }

    private void shouldStand(long records, boolean still) {
        behind = records;
        pacemaker.check();
        assertThat(clock.isStanding()).as(records + " records behind").isEqualTo(still);
    }
}
