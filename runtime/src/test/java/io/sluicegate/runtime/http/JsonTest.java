package io.sluicegate.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void shouldWriteEachKindOfValue() {
        var value = Json.object(
                "number",
                1.5,
                "whole",
                7L,
                "yes",
                true,
                "time",
                Instant.EPOCH,
                "role",
                Role.PRIMARY,
                "absent",
                Optional.empty(),
                "present",
                Optional.of("x"),
                "list",
                List.of(1, 2),
                "none",
                List.of(),
                "map",
                Map.of("a", 1),
                "empty",
                Map.of(),
                "nan",
                Double.NaN,
                "nulls",
                Collections.singletonList(null));

        assertThat(Json.write(value))
                .isEqualTo(
                        "{\"number\":1.5,\"whole\":7,\"yes\":true,\"time\":\"1970-01-01T00:00:00Z\",\"role\":\"PRIMARY\","
                                + "\"absent\":null,\"present\":\"x\",\"list\":[1,2],\"none\":[],\"map\":{\"a\":1},\"empty\":{},\"nan\":null,\"nulls\":[null]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" \\ back",
                "line\nbreak\ttab\u0000nul",
                "größe 漢字 😀",
                "</script><img src=x>",
                "\u2028\u2029",
                "'"
            })
    void shouldBeReadBackAsItWas(String text) throws Exception {
        assertThat(new ObjectMapper().readValue(Json.write(text), String.class)).isEqualTo(text);
        assertThat(new ObjectMapper().readValue(Json.inert(text), String.class)).isEqualTo(text);
    }

    @Test
    void shouldLeaveWhatAPersonReads() {
        assertThat(Json.write("the model isn't loaded: größe")).isEqualTo("\"the model isn't loaded: größe\"");
    }

    @Test
    void shouldLeaveNothingThatCouldBeMarkup() {
        var value = Json.object("<b>", List.of("<img src=x onerror='alert(1)'>&amp;\u2028 größe 😀"));

        assertThat(Json.inert(value)).doesNotContain("<", ">", "&", "'").matches("\\p{ASCII}+");
    }
}
