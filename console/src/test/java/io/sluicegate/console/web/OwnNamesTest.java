package io.sluicegate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnNamesTest {
    private final OwnNames machine = OwnNames.of(List.of());
    private final OwnNames declared = OwnNames.of(List.of("console.example.com", "10.0.0.7:9090"));

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080", "http://LOCALHOST"})
    void shouldBeTheMachinesWhereNoneIsDeclared(String origin) {
        assertThat(machine.include(origin, 8080)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example:8080",
                "http://localhost:9999",
                "http://localhost.evil.example",
                "null",
                "",
                "::"
            })
    void shouldRefuseOthers(String origin) {
        assertThat(machine.include(origin, 8080)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://console.example.com", "http://console.example.com:8080", "http://10.0.0.7:9090"})
    void shouldBeThoseDeclared(String origin) {
        assertThat(declared.include(origin, 8080)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://10.0.0.7:8080", "https://console.example.com:444"})
    void shouldBeNoOthersThanThoseDeclared(String origin) {
        assertThat(declared.include(origin, 8080)).isFalse();
    }
}
