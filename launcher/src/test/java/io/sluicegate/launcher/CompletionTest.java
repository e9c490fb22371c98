package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void shouldNameEachCommand(String shell) {
        var script = Desk.run("completion", shell).succeeded().out();

        assertThat(CommandTree.all()).allSatisfy(command -> assertThat(script).contains(command.name()));
        assertThat(script).contains("pipeline", "debug");
    }

    @Test
    void shouldOfferToFishWhatComesNext() {
        var lines = Desk.run("completion", "fish").succeeded().lines();

        assertThat(lines)
                .contains("complete -c sluicegate -n \"__sluicegate_after exactly 'topics'\" -a plan -d '"
                        + "Show the changes that apply would make; exit with 1 if a topic contradicts the catalogue.'")
                .anyMatch(line -> line.startsWith(
                        "complete -c sluicegate -n \"__sluicegate_after below 'check'\" -s p -l pipeline -r -F -d "))
                .noneMatch(line -> line.contains("${"));
    }

    @Test
    void shouldCompleteInBash() throws Exception {
        Files.writeString(
                folder.resolve("sluicegate.bash"),
                Desk.run("completion", "bash").out());

        assertThat(completed("sluicegate", "ro")).isEqualTo("rollout rollback");
        assertThat(completed("sluicegate", "can")).isEqualTo("canary");
        assertThat(completed("sluicegate", "canary", "--perc")).isEqualTo("--percent");
        assertThat(completed("sluicegate", "topics", "p")).isEqualTo("plan");
        assertThat(completed("sluicegate", "check", "--reg")).isEqualTo("--registry");
    }

    private String completed(String... words) throws IOException, InterruptedException {
        var script = "source sluicegate.bash; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_sluicegate sluicegate " + words[words.length - 1]
                + "; echo \"${COMPREPLY[@]}\"";
        var bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return printed.strip();
    }
}
