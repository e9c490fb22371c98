package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command explains itself, with an example that is right. */
class HelpTest {
    private static final Set<String> FILES =
            Set.of("model.onnx", "rows.jsonl", "orders-1", "orders-1-int8", "history.avro", "features.avro");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> shouldShowHelpWithAnExampleOfEachCommand() {
        return CommandTree.all()
                .map(command -> dynamicTest(CommandTree.path(command), () -> {
                    var result = Desk.run(CommandTree.words(command, "--help"));

                    assertThat(result.succeeded().out())
                            .contains(
                                    "Usage: " + CommandTree.path(command), "--help", "\nExample:\n  ", example(command))
                            .doesNotContain("\033")
                            .as("alone as among all commands")
                            .isEqualTo(command.commandLine().getUsageMessage());
                    assertThat(example(command)).startsWith(CommandTree.path(command));
                }));
    }

    @Test
    void shouldHelpWithEachShortForm() {
        for (var group : List.of("model", "rollout")) {
            for (var name : CommandTree.find(group).subcommands().keySet()) {
                assertThat(Desk.run(name, "--help").succeeded().out())
                        .contains("Usage: sluicegate " + name, "\nExample:\n");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldUnderstandTheExampleOfEachCommand() {
        return CommandTree.all()
                .map(command -> dynamicTest(CommandTree.path(command), () -> assertThat(
                                CommandTree.parse(arguments(example(command))).errors())
                        .isEmpty()));
    }

    /** In an order in which each has what it needs. */
    @Test
    void shouldRunTheExamplesThatNeedNoCluster() throws IOException {
        Files.write(folder.resolve("model.onnx"), matrix());
        Files.writeString(folder.resolve("rows.jsonl"), "{\"x\": [1, 2]}\n");
        for (var command : List.of("check", "completion", "help", "bundle inspect", "bundle create", "bundle verify")) {
            Desk.run(arguments(example(CommandTree.find(command)))).succeeded();
        }
        Desk.create(matrix(), folder.resolve("orders-1-int8")).succeeded();
        for (var command : List.of("bundle score", "bundle compare", "bench trials")) {
            Desk.run(arguments(example(CommandTree.find(command)))).succeeded();
        }
    }

    @Test
    void shouldHelpByTheCommandHelpAsByTheOption() {
        assertThat(Desk.run("help", "bundle", "create").succeeded().out())
                .isEqualTo(Desk.run("bundle", "create", "--help").out());
        assertThat(Desk.run("help").succeeded().out())
                .isEqualTo(Desk.run("--help").out());
    }

    @Test
    void shouldSayWhichCommandsThereAreWhenAskedForHelpWithAnother() {
        assertThat(Desk.run("help", "bundle", "make").refusal(ExitCode.USAGE))
                .isEqualTo("there is no command 'make'; commands are compare, create, inspect, publish, score, verify");
    }

    private static String example(CommandLine.Model.CommandSpec command) {
        var footer = command.usageMessage().footer();
        assertThat(footer).as("example of %s", CommandTree.path(command)).isNotEmpty();
        return footer[0].strip();
    }

    private String[] arguments(String example) {
        return ShellWords.of(example).stream()
                .skip(1)
                .map(word -> FILES.contains(word) ? folder.resolve(word).toString() : word)
                .map(word -> word.startsWith("examples/") ? "../" + word : word)
                .toArray(String[]::new);
    }

    private static byte[] matrix() {
        return new OnnxMaker()
                .input("x", OnnxMaker.FLOAT32, OnnxMaker.ANY, 2)
                .node("Neg", List.of("x"), List.of("y"))
                .output("y", OnnxMaker.FLOAT32, OnnxMaker.ANY, 2)
                .make();
    }
}
