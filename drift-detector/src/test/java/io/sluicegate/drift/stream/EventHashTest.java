package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.Law;
import org.junit.jupiter.api.Test;

class EventHashTest {
    private final EventHash hash = new EventHash();

    @Test
    void shouldGiveTheSameNameInEachVersion() {
        var name = hash.of("customer", "event");

        assertThat(name.get()).asHexString().isEqualTo("CAD429B9627252D144DD8BFF02D04280");
    }

    @Test
    void shouldTellWhereTheEntityEnds() {
        assertThat(hash.of("ab", "c")).isNotEqualTo(hash.of("a", "bc"));
        assertThat(hash.of("", "abc")).isNotEqualTo(hash.of("abc", ""));
    }

    @Test
    void shouldFollowFromTheEventAlone() {
        Law.holds(draw -> {
            var entity = draw.anyString();
            var event = draw.anyString();
            var before = draw.anyString();
            hash.of(before, entity);

            assertThat(hash.of(entity, event)).isEqualTo(new EventHash().of(entity, event));
        });
    }
}
