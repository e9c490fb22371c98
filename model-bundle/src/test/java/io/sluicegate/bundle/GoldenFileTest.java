package io.sluicegate.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenFileTest {
    @Test
    void shouldReadWhatItWrote() throws IOException {
        var mapper = new ObjectMapper();
        var golden = new Golden(
                1e-5,
                List.of(
                        new Golden.Vector(
                                Map.of("word", mapper.readTree("\"a\""), "n", mapper.readTree("9007199254740993")),
                                Map.of(
                                        "p",
                                        mapper.readTree("{\"double\":0.25}"),
                                        "v",
                                        mapper.readTree("[[1.5,\"NaN\"]]")),
                                OptionalDouble.empty()),
                        new Golden.Vector(Map.of("word", mapper.nullNode()), Map.of(), OptionalDouble.of(0.5))));

        assertThat(GoldenFile.read(GoldenFile.write(golden))).isEqualTo(golden);
    }

    @Test
    void shouldKeepScoresThatAreNotFinite() throws IOException {
        for (var score : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            var golden = new Golden(0, List.of(new Golden.Vector(Map.of(), Map.of(), OptionalDouble.of(score))));

            assertThat(GoldenFile.read(GoldenFile.write(golden))).isEqualTo(golden);
        }
    }

    @Test
    void shouldReadTheFirstFormat() throws IOException {
        var json = """
                {
                  "tolerance" : 1.0E-5,
                  "vectors" : [ {
                    "features" : { "amount" : { "double" : 1.5 }, "abroad" : null },
                    "score" : 0.1
                  } ]
                }""";
        Map<String, @Nullable Double> features = new HashMap<>();
        features.put("amount", 1.5);
        features.put("abroad", null);

        assertThat(GoldenFile.read(json.getBytes(UTF_8)))
                .isEqualTo(new Golden(1e-5, List.of(Golden.Vector.of(features, 0.1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tolerance\":1              | golden.json:1: is no JSON",
                "[]                            | golden.json has no list 'vectors'",
                "{\"vectors\":[]}              | golden.json: tolerance must be a number",
                "{\"tolerance\":\"much\",\"vectors\":[]} | golden.json: tolerance is \"much\", no number",
                "{\"tolerance\":1,\"vectors\":[{}]} | golden.json: features of vector 0 must be an object",
                "{\"tolerance\":1,\"vectors\":[{\"features\":{},\"score\":{}}]} | golden.json: score of vector 0 must be a number",
            })
    void shouldSayWhatIsNoGoldenFile(String json, String problem) {
        assertThatThrownBy(() -> GoldenFile.read(json.getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }
}
