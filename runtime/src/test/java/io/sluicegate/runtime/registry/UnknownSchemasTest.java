package io.sluicegate.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnknownSchemasTest {
    private long now;
    private final UnknownSchemas schemas = new UnknownSchemas(Duration.ofSeconds(30), () -> now);

    @Test
    void shouldWaitForAnIdFromTheFirstTimeOnThatItWasAskedFor() {
        assertThat(schemas.isAwaited(7)).isTrue();
        pass(29);
        assertThat(schemas.isAwaited(7)).isTrue();
        assertThat(schemas.trouble()).hasValueSatisfying(why -> assertThat(why).contains("[7]", "30 s"));
        pass(1);

        assertThat(schemas.isAwaited(7)).isFalse();
        assertThat(schemas.trouble()).isEmpty();
    }

    @Test
    void shouldWaitNoSecondTimeButAskAgainNowAndThen() {
        giveUp(7);

        assertThat(schemas.isUnknown(7)).isTrue();
        pass(10);
        assertThat(schemas.isUnknown(7)).isFalse();
        assertThat(schemas.isAwaited(7)).isFalse();
        assertThat(schemas.isUnknown(7)).isTrue();
    }

    @Test
    void shouldForgetAnIdThatWasFound() {
        giveUp(7);

        schemas.found(7);

        assertThat(schemas.isUnknown(7)).isFalse();
    }

    @Test
    void shouldWaitForNoOtherIdSoonAfterAWaitInVain() {
        giveUp(7);

        assertThat(schemas.isAwaited(8)).isFalse();
        pass(270);
        assertThat(schemas.isAwaited(9)).isTrue();
    }

    @Test
    void shouldWaitForAFreshIdSoonAfterAForeignOneCameToNothing() {
        schemas.found(20);
        giveUp(Integer.MAX_VALUE);

        assertThat(schemas.isAwaited(21)).isTrue();
        assertThat(schemas.isAwaited(7)).isFalse();
    }

    @Test
    void shouldWaitForNoSecondFreshIdSoonAfterOneInVain() {
        schemas.found(20);
        giveUp(21);

        assertThat(schemas.isAwaited(22)).isFalse();
    }

    @Test
    void shouldWaitForOthersAfterOneThatCame() {
        assertThat(schemas.isAwaited(7)).isTrue();
        schemas.found(7);

        assertThat(schemas.isAwaited(8)).isTrue();
    }

    @Test
    void shouldNotWaitAnewForAnIdThatIsAskedForSeldom() {
        assertThat(schemas.isAwaited(7)).isTrue();
        pass(70);
        assertThat(schemas.trouble()).isEmpty();

        assertThat(schemas.isAwaited(7)).isFalse();
    }

    @Test
    void shouldNotBeInTroubleForAnIdThatNobodyAsksForAnyMore() {
        assertThat(schemas.isAwaited(7)).isTrue();
        pass(61);

        assertThat(schemas.trouble()).isEmpty();
    }

    private void giveUp(int id) {
        assertThat(schemas.isAwaited(id)).isTrue();
        pass(30);
        assertThat(schemas.isAwaited(id)).isFalse();
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
