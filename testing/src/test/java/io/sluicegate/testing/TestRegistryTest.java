package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestRegistryTest {

    @Test
    void shouldKeepMocksApartByTheirScope() {
        assertThat(TestRegistry.url("mock", "here")).isEqualTo("mock://here");
    }

    @Test
    void shouldSayWhichKindsThereAre() {
        assertThatThrownBy(() -> TestRegistry.url("apicuro", "here"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dsluicegate.test.registry=apicuro: expected apicurio or mock");
    }
}
