package io.sluicegate.bench.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackReportTest {
    private static final Effect FAST = new Effect(100, 110, 150, 20, List.of());
    private static final Effect SLOW = new Effect(700, 710, 750, 20, List.of());
    private static final Effect UNCLEAN = new Effect(100, 110, 150, 20, List.of("partition 0"));

    @Test
    void shouldHoldTheNinetyNinthPercentileAgainstTheGoal() {
        assertThat(report(100, SLOW).meetsGoal()).isTrue();
        assertThat(report(50, SLOW).meetsGoal()).isFalse();
        assertThat(report(100, FAST).markdown()).contains("met", "Clean on every partition: yes");
    }

    @Test
    void shouldTellOfOneUncleanRollback() {
        assertThat(report(10, FAST).isClean()).isTrue();
        assertThat(report(10, UNCLEAN).isClean()).isFalse();
    }

    /** All fast but one. */
    private static RollbackReport report(int count, Effect one) {
        var effects = new ArrayList<>(Collections.nCopies(count - 1, FAST));
        effects.add(one);
        return new RollbackReport(
                new RollbackSettings(count, 2, 8, 100, "balanced"),
                new Machine("processor", 2, 4096, "Linux", "17", "4.3.1", 0.5),
                effects);
    }
}
