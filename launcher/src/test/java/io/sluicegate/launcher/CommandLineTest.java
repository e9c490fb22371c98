package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final Path SCHEMA =
            Path.of("../schemas/src/test/resources/committed/io.sluicegate.records.fraud.CardTransaction.avsc");
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldBuildACommandThatIsNamedAlone() {
        assertThat(SluicegateMain.commandLine(line -> {}, "check", "bundle").getSubcommands())
                .containsOnlyKeys("check");
        assertThat(SluicegateMain.commandLine(line -> {}, "rollback", "check").getSubcommands())
                .containsKeys("rollback", "rollout")
                .doesNotContainKey("check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "completion", "chek", "--debug"})
    void shouldBuildAllCommandsForAWordAboutOthers(String word) {
        assertThat(SluicegateMain.commandLine(line -> {}, word, "check").getSubcommands())
                .containsKeys("check", "help", "rollback");
    }

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
    void shouldNameEachProblemOfAnExpressionAtItsPlace() throws IOException {
        var broken = Files.readString(FRAUD)
                .replace("cel: event.country != event.homeCountry}", "cel: event.contry != event.homeCountry}")
                .replace("event.category in [", "event.category inn [")
                .replace("where: \"!event.cardPresent\"}", "where: \"!event.amount\"}")
                .replace("aggregate: mean", "aggregate: avg")
                .replace("feature.amount / (feature.mean_amount_3h", "feature.amout / (feature.mean_amount_3h");
        var file = Files.writeString(folder.resolve("broken.yaml"), broken);

        var result = run("check", "--pipeline", file.toString(), "--schema", SCHEMA.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors().lines().filter(line -> line.contains("broken.yaml:")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("broken.yaml:" + line(broken, "abroad")
                                        + ":40: features[3].cel (abroad): the event has no such field: contry;"
                                        + " did you mean 'country'?"),
                        line -> assertThat(line)
                                .contains(
                                        ":" + line(broken, "risky_category") + ":",
                                        "features[4].cel (risky_category): ",
                                        "mismatched input"),
                        line -> assertThat(line)
                                .contains(
                                        ":" + line(broken, "absent_count_1h") + ":",
                                        "features[8].where (absent_count_1h): ",
                                        "no matching overload"),
                        line -> assertThat(line)
                                .contains(
                                        ":" + line(broken, "absent_spend_1h") + ":",
                                        "features[9].where (absent_spend_1h): ",
                                        "no matching overload"),
                        line -> assertThat(line)
                                .contains(
                                        ":" + line(broken, "mean_amount_3h") + ":",
                                        "features[11].aggregate (mean_amount_3h): 'avg' is not one of",
                                        "did you mean 'mean'?"),
                        line -> assertThat(line)
                                .contains(
                                        ":" + line(broken, "amount_to_mean") + ":",
                                        "features[13].cel (amount_to_mean): no such feature is declared before this"
                                                + " one: amout; did you mean 'amount'?"));
    }

    @Test
    void shouldCheckExpressionsAndReferencesWithoutASchema() throws IOException {
        var broken = Files.readString(FRAUD)
                .replace("cel: event.country != event.homeCountry}", "cel: event.country !=}")
                .replace("feature.amount / (feature.mean_amount_3h", "feature.amount / (feature.later")
                .replace("\nmodel:", "  - {name: later, type: double, field: anything}\n\nmodel:");
        var file = Files.writeString(folder.resolve("broken.yaml"), broken);

        var result = run("check", "--pipeline", file.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors().lines().filter(line -> line.contains("broken.yaml:")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("features[3].cel (abroad): mismatched input"),
                        line -> assertThat(line)
                                .contains(
                                        "features[13].cel (amount_to_mean): ", "later comes after it, so move it up"));
    }

    @Test
    void shouldFindTheExampleInOrderWithItsSchema() {
        var result = run("check", "--pipeline", FRAUD.toString(), "--schema", SCHEMA.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        var result = run("check", "--pipeline", folder.resolve("none.yaml").toString());

        assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(result.errors()).contains("there is no file ", "none.yaml");
    }

    @Test
    void shouldNameTheStagesWhenOneIsUnknown() {
        var result = run("run", "scorer", "--pipeline", FRAUD.toString());

        assertThat(result.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(result.errors()).contains("scorer", "stream-scorer", "feature-enricher");
    }

    @Test
    void shouldSayWhatKeepsPipelinesOutOfOneProcessBeforeAnythingStarts() {
        var result = run("run", "stream-scorer", "-p", FRAUD.toString(), "-p", FRAUD.toString());

        assertThat(result.code()).isEqualTo(ExitCode.BAD_CONFIGURATION.code());
        assertThat(result.errors()).contains("pipeline: is 'fraud', as in", "give each pipeline a name of its own");
    }

    @Test
    void shouldSayWhatIsMissingInTheModelStore() {
        var result = run("register", "--pipeline", FRAUD.toString(), "--model-version", "none-such");

        assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(result.errors()).contains("none-such", "ABSENT");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        var result = run("ready", "--url", "http://localhost:1/readyz");

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(result.errors()).contains("nothing answers at http://localhost:1/readyz");
    }

    private static long line(String yaml, String feature) {
        return 1
                + yaml.lines()
                        .takeWhile(line -> !line.contains("name: " + feature + ","))
                        .count();
    }

    private record Result(int code, String errors) {}

    private static Result run(String... arguments) {
        List<String> errors = new ArrayList<>();
        int code = SluicegateMain.run(errors::add, arguments);
        return new Result(code, String.join("\n", errors));
    }
}
