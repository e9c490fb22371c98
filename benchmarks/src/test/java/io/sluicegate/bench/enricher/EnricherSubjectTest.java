package io.sluicegate.bench.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnricherSubjectTest {
    @Test
    void shouldBeFoundByTheNameThatTheOptionTakes() {
        assertThat(EnricherSubject.names()).containsExactly("feature-enricher", "dsl", "flink");
        for (var name : EnricherSubject.names()) {
            assertThat(EnricherSubject.of(name)).get().hasToString(name);
        }
        assertThat(EnricherSubject.of("spark")).isEmpty();
    }

    @Test
    void shouldNameATopicForEach() {
        assertThat(EnricherSubject.DSL.output("fraud")).isEqualTo("fraud.dsl-features");
    }
}
