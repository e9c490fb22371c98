package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.scorer.pacing.NotingInterceptor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterceptorsTest {
    private static final String OURS = NotingInterceptor.class.getName();

    @Test
    void shouldStandAlone() {
        assertThat(Interceptors.withOurs(Map.of())).containsExactly(OURS);
    }

    @Test
    void shouldAddToTheUsers() {
        assertThat(Interceptors.withOurs(Map.of("interceptor.classes", "a.B, c.D")))
                .containsExactly("a.B", "c.D", OURS);
    }

    @Test
    void shouldAddToTheNearestOfTheUsers() {
        var users = Map.of("interceptor.classes", "a.B", "main.consumer.interceptor.classes", "c.D");

        assertThat(Interceptors.withOurs(users)).containsExactly("c.D", OURS);
    }
}
