package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** What the command line says of words that it doesn't know. */
class UnknownWordTest {
    private static final String FRAUD = "../examples/fraud/fraud.yaml";
    private static final Pattern PROPOSED = Pattern.compile("did you mean '([^']+)'");

    @Test
    void shouldSayWhichCommandsThereAre() {
        assertThat(refusal("whatever"))
                .startsWith("there is no command 'whatever'; commands are ")
                .contains("bundle", "check", "rollout", "topics");
        assertThat(refusal("topics", "drop")).isEqualTo("there is no command 'drop'; commands are apply, plan");
        assertThat(refusal("topics")).isEqualTo("sluicegate topics needs a command; choose one of apply, plan");
        assertThat(refusal()).startsWith("sluicegate needs a command; choose one of ");
    }

    @Test
    void shouldSayWhichOptionsThereAre() {
        assertThat(refusal("check", "--pipline=a.yaml"))
                .isEqualTo("sluicegate check has no option --pipline; did you mean --pipeline? options are --debug,"
                        + " --help, --pipeline, --registry, --schema");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(refusal("check"))
                .isEqualTo(
                        "the command isn't complete or has a mistake: Missing required option: '--pipeline=FILE'; sluicegate check --help shows how to write the"
                                + " command");
    }

    @Test
    void shouldProposeTheOptionOfWhichThereIsAPart() {
        assertThat(refusal("rollout", "canary", "--version", "2")).contains("did you mean --model-version?");
    }

    @Test
    void shouldSayWhichWordsMayStandThere() {
        assertThat(refusal("tail", "prediction", "-p", "f.yaml"))
                .isEqualTo(
                        "KIND is 'prediction', expected one of events, features, predictions, shadows, labels, drift,"
                                + " triggers, audit, dead-letters; did you mean predictions?; correct the option");
        assertThat(refusal("audit", "--output", "jsn", "-p", "f.yaml"))
                .startsWith("--output is 'jsn', expected one of table, json");
    }

    @Test
    void shouldRefuseValuesThatCannotBeMeant() {
        for (var percent : List.of("0", "-1", "101", "NaN")) {
            assertThat(refusal("canary", "--model-version", "2", "--percent", percent, "-p", FRAUD))
                    .startsWith("--percent is ")
                    .contains("expected above 0 and at most 100");
        }
        for (var rate : List.of("0", "-5", "NaN")) {
            assertThat(refusal("load", "--rate", rate, "--for", "2s", "-p", FRAUD))
                    .isEqualTo("--rate and --for must be above 0; correct the option; see sluicegate load --help");
        }
        assertThat(refusal("load", "--rate", "1e9", "--for", "2s", "-p", FRAUD)).contains("more than 20000000 events");
        assertThat(refusal("tail", "events", "--limit", "0", "-p", FRAUD))
                .startsWith("--limit is 0, expected at least 1");
    }

    @Test
    void shouldFindThePipelineOfAProjectsFolder(@TempDir Path folder) throws IOException {
        assertThat(Desk.run("check", "-p", folder.resolve("nosuch.yaml").toString())
                        .refusal(ExitCode.NOT_FOUND))
                .isEqualTo("there is no file " + folder.resolve("nosuch.yaml") + "; correct the path");
        assertThat(Desk.run("check", "-p", folder.toString()).refusal(ExitCode.NOT_FOUND))
                .isEqualTo("there is no file " + folder.resolve("pipeline.yaml") + "; correct the path");
        Files.copy(Path.of(FRAUD), folder.resolve("pipeline.yaml"));
        Desk.run("check", "-p", folder.toString()).succeeded();
    }

    @Test
    void shouldProposeTheCommandThatIsMeant() {
        assertThat(refusal("depoly")).startsWith("there is no command 'depoly'; did you mean 'deploy'? commands are ");
        assertThat(refusal("chek")).contains("did you mean 'check'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "list", "ls", "get", "describe", "view", "info", "watch", "log", "logs", "diff"})
    void shouldProposeNothingThatChangesSomethingToWhoWantsToLook(String word) {
        assertThat(PROPOSED.matcher(refusal(word)).results())
                .noneMatch(proposed -> changesSomething(CommandTree.find(proposed.group(1))));
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverProposeACommandThatChangesSomethingForOneThatDoesNot() {
        return CommandTree.all()
                .filter(command -> command.parent() != null && !changesSomething(command))
                .map(command -> dynamicTest(CommandTree.path(command), () -> misspelt(command.name())
                        .forEach(word -> assertThat(proposedBeside(command, word))
                                .as("%s for %s", word, CommandTree.path(command))
                                .noneMatch(UnknownWordTest::changesSomething))));
    }

    /** The name without one of its letters, and with one of them doubled. */
    private static Stream<String> misspelt(String name) {
        return IntStream.range(0, name.length())
                .boxed()
                .flatMap(place -> Stream.of(
                        name.substring(0, place) + name.substring(place + 1),
                        name.substring(0, place) + name.charAt(place) + name.substring(place)));
    }

    private static List<CommandSpec> proposedBeside(CommandSpec command, String word) {
        var group = command.parent();
        if (group.subcommands().containsKey(word)) {
            return List.of();
        }
        var errors = Desk.run(CommandTree.words(group, word)).errors();
        return PROPOSED.matcher(String.join("\n", errors))
                .results()
                .map(proposed -> group.subcommands().get(proposed.group(1)).getCommandSpec())
                .toList();
    }

    private static boolean changesSomething(CommandSpec command) {
        var declared = command.userObject() instanceof AnnotatedElement method
                ? method
                : command.userObject().getClass();
        return Arrays.stream(declared.getAnnotations()).noneMatch(ChangesNothing.class::isInstance);
    }

    private static String refusal(String... words) {
        return Desk.run(words).refusal(ExitCode.USAGE);
    }
}
