package io.sluicegate.scorer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EpochGuardTest {
    private final EpochGuard guard = new EpochGuard(5);

    @Test
    void shouldAdmitTheHighestRevisionAndAboveOnly() {
        assertThat(guard.admits(4)).isFalse();
        assertThat(guard.admits(5)).isTrue();
        assertThat(guard.admits(6)).isTrue();
    }

    @Test
    void shouldSayWhenARevisionHasToBeRemembered() {
        assertThat(guard.use(5)).isFalse();
        assertThat(guard.use(7)).isTrue();
        assertThat(guard.use(7)).isFalse();
        assertThat(guard.highest()).isEqualTo(7);
    }

    @Test
    void shouldNeverGoBack() {
        assertThatThrownBy(() -> guard.use(4)).hasMessageContaining("epochs never go back");
    }
}
