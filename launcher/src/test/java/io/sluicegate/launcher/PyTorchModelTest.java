package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that PyTorch exported answer as PyTorch did, whatever the batch: {@code src/test/resources/pytorch}. */
class PyTorchModelTest {
    private static final Path MODELS = Path.of("src/test/resources/pytorch");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lstm", "transformer", "mixed"})
    void shouldScoreAsPyTorchDoes(String name) throws Exception {
        var bundle = folder.resolve("bundle");
        Desk.create(Files.readAllBytes(MODELS.resolve(name + ".onnx")), bundle).succeeded();
        Desk.run("bundle", "verify", bundle.toString()).succeeded();
        var expected = Files.readAllLines(MODELS.resolve(name + ".answers.jsonl"));

        for (var batch : new String[] {"1", "3", "32"}) {
            var answers = Desk.score(bundle, MODELS.resolve(name + ".rows.jsonl"), "--batch", batch)
                    .succeeded()
                    .lines();
            assertThat(answers).hasSameSizeAs(expected);
            for (var row = 0; row < expected.size(); row++) {
                shouldEqual(MAPPER.readTree(answers.get(row)), MAPPER.readTree(expected.get(row)));
            }
        }
    }

    private static void shouldEqual(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            expected.properties().forEach(output -> shouldEqual(actual.get(output.getKey()), output.getValue()));
        } else if (expected.isArray()) {
            assertThat(actual).hasSize(expected.size());
            for (var i = 0; i < expected.size(); i++) {
                shouldEqual(actual.get(i), expected.get(i));
            }
        } else {
            assertThat(actual.doubleValue()).isCloseTo(expected.doubleValue(), within(1e-5));
        }
    }
}
