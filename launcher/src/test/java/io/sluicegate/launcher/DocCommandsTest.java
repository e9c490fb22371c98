package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documents show commands that exist, in their long form, with options that they have. */
class DocCommandsTest {
    private static final Pattern CALL = Pattern.compile("^(?:\\$ )?(?:eval \"\\$\\()?(?:\\./)?sluicegate (?=\\S)");
    private static final Pattern NAMED = Pattern.compile("`(?:\\./)?sluicegate\\s+([a-z][^`]*)`");

    @TestFactory
    Stream<DynamicTest> shouldShowCommandsThatTheCommandLineUnderstands() throws IOException {
        return Document.files()
                .map(file -> dynamicTest(
                        Document.name(file), () -> Document.read(file).code().forEach(block -> block.lines()
                                .forEach(DocCommandsTest::understood))));
    }

    @TestFactory
    Stream<DynamicTest> shouldNameCommandsThatThereAre() throws IOException {
        return Document.files()
                .map(file -> dynamicTest(Document.name(file), () -> Document.read(file)
                        .prose(NAMED)
                        .forEach(words -> assertThat(unknown(words)).as(words).isEmpty())));
    }

    @Test
    void shouldNoticeCommandsThatAreWrong() {
        understood("$ sluicegate audit --pipeline fraud.yaml | head # the newest");
        for (var wrong : List.of("frobnicate", "audit", "audit -p fraud.yaml --lines 3", "deploy -p fraud.yaml -v 1")) {
            assertThatThrownBy(() -> understood("sluicegate " + wrong))
                    .as(wrong)
                    .isNotNull();
        }
        assertThat(unknown("bundle make FILE")).contains("make");
        assertThat(unknown("rollout abort --pipeline FILE")).isEmpty();
        assertThat(unknown("abort")).contains("abort");
    }

    private static void understood(String line) {
        var call = CALL.matcher(line.strip());
        if (call.find()) {
            CommandTree.parse(ShellWords.of(line.strip().substring(call.end())));
        }
    }

    /** The first word that is no command where there must be one; a short form is none. */
    private static Optional<String> unknown(String words) {
        var command = CommandTree.root();
        for (var word : words.split("\\s+")) {
            if (command.subcommands().isEmpty() || !word.matches("[a-z][a-z-]*")) {
                return Optional.empty();
            }
            var next = command.subcommands().get(word);
            if (next == null || next.getCommandSpec().usageMessage().hidden()) {
                return Optional.of(word);
            }
            command = next.getCommandSpec();
        }
        return Optional.empty();
    }
}
