package io.sluicegate.scorer.pacing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;

class TransactionBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TransactionBudget budget = new TransactionBudget(Duration.ofSeconds(5));

    @Test
    void shouldGiveUpWhenTheCallsSinceTheLastCommitTookTooLong() {
        budget.check(7, 0);
        budget.check(7, 5 * SECOND);

        assertThatThrownBy(() -> budget.check(7, 5 * SECOND + 1))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("has taken 5000 ms since the last commit");
    }

    @Test
    void shouldBeginAnewWithEachCommit() {
        budget.check(7, 0);
        budget.check(8, 60 * SECOND);

        assertThatCode(() -> budget.check(8, 65 * SECOND)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.check(8, 66 * SECOND)).isInstanceOf(TransactionTooLong.class);
    }

    @Test
    void shouldBeginAnewWithATask() {
        budget.check(7, 0);

        budget.restart();

        assertThatCode(() -> budget.check(7, 60 * SECOND)).doesNotThrowAnyException();
    }
}
