package io.sluicegate.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void shouldWriteEachKindOfValue() {
        var members = new LinkedHashMap<String, Object>();
        members.put("text", "a \"b\" \\ \n \t");
        members.put("numbers", Arrays.asList(1, 2.5, Double.NaN, null));
        members.put("inner", Map.of("flag", true));

        assertThat(Json.object(members))
                .isEqualTo(
                        "{\"text\":\"a \\\"b\\\" \\\\ \\n \\u0009\",\"numbers\":[1,2.5,null,null],\"inner\":{\"flag\":true}}");
    }

    @Test
    void shouldKeepTheOrderOfInnerMembersAndTheirNulls() {
        var inner = new LinkedHashMap<String, Object>();
        inner.put("z", null);
        inner.put("a", 1);

        assertThat(Json.value(inner)).isEqualTo("{\"z\":null,\"a\":1}");
    }
}
