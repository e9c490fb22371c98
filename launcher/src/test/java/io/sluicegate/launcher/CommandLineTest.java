package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheExampleInOrder() {
        var result = run("check", "--pipeline", FRAUD.toString());

        assertThat(result.code()).isZero();
    }

    @Test
    void shouldNameAllFiveMistakesAtOnce() throws IOException {
        var broken = Files.readString(FRAUD)
                .replace("partitions: 4", "partitions: four")
                .replace("guarantee: exactly-once ", "guarantee: exactly-twice ")
                .replace("  entity: cardId", "  entty: cardId")
                .replace("psi: 0.2", "psi: minus")
                .replace("persistence: 2 of 3", "persistence: 4 of 3");
        var file = Files.writeString(folder.resolve("broken.yaml"), broken);

        var result = run("check", "--pipeline", file.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors()).contains("partitions", "guarantee", "entity", "psi", "persistence");
        assertThat(result.errors()
                        .lines()
                        .filter(line -> line.contains("broken.yaml:"))
                        .count())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        var result = run("check", "--pipeline", folder.resolve("none.yaml").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors()).contains("none.yaml");
    }

    @Test
    void shouldNameTheStagesWhenOneIsUnknown() {
        var result = run("run", "scorer", "--pipeline", FRAUD.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("scorer", "stream-scorer", "feature-enricher");
    }

    @Test
    void shouldTakeSeveralPipelinesForRolloutControlOnly() {
        var result = run("run", "stream-scorer", "-p", FRAUD.toString(), "-p", FRAUD.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("Only rollout-control takes several pipelines");
    }

    @Test
    void shouldSayWhatIsMissingInTheModelStore() {
        var result = run("register", "--pipeline", FRAUD.toString(), "--model-version", "none-such");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("none-such", "ABSENT");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        var result = run("ready", "--url", "http://localhost:1/readyz");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains("Nothing answers at http://localhost:1/readyz");
    }

    private record Result(int code, String errors) {}

    private static Result run(String... arguments) {
        List<String> errors = new ArrayList<>();
        int code = SluicegateMain.run(errors::add, arguments);
        return new Result(code, String.join("\n", errors));
    }
}
