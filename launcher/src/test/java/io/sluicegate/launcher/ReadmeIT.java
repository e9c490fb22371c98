package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.Shell.Running;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does what README.md says, word for word, but for the test command that this is a part of: closes the loop with the demo's
 * command, then runs each other command of README.md and of the pages for each role against the demo that keeps running, then
 * stops it with Ctrl-C.
 */
class ReadmeIT {
    private static final String DEMO = "./sluicegate demo --fast";
    private static final String TESTS = "mvn verify";
    private static final List<String> PAGES =
            List.of("for-data-scientists", "for-application-teams", "at-night", "for-auditors", "for-platform-teams");
    private static final long LOOP_SECONDS = 1800;
    private static final long COMMAND_SECONDS = 180;

    private final Path checkout = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shouldDoWhatTheReadmeSays(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var commands = Document.read(checkout.resolve("README.md")).commands();
        assertThat(commands).contains(DEMO, TESTS);
        var json = folder.resolve("account.json");
        var data = folder.resolve("demo");
        var demo = new Shell(checkout, folder, Map.of()).start(DEMO + " --keep --json " + json + " --data " + data);
        try {
            var account = awaitAccount(demo, json);
            shouldHaveClosed(account, demo);
            assertThat(demo.printed()).as("the form for a pipe").doesNotContain("\033", "\r");
            var shell = new Shell(copy(folder), folder, whereTheDemoIs(account, data));
            runOthers(commands, shell);
            for (var page : PAGES) {
                runOthers(
                        Document.read(checkout.resolve("docs/" + page + ".md")).commands(), shell);
            }
        } finally {
            demo.interrupt();
        }
        var code = demo.exitCode(COMMAND_SECONDS);
        assertThat(code).as("exit code " + code + "\n" + demo.printed()).isZero();
        assertThat(data.resolve("registry/registry.log")).exists();
        shouldLeaveNothingBehind(data);
    }

    private static JsonNode awaitAccount(Running demo, Path json) {
        await("the demo's account")
                .atMost(Duration.ofSeconds(LOOP_SECONDS))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> demo.printed().contains("until Ctrl-C")
                        || !demo.process().isAlive());
        assertThat(json).as(demo.printed()).exists();
        try {
            return new ObjectMapper().readTree(json.toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void shouldHaveClosed(JsonNode account, Running demo) {
        assertThat(account.get("closed").asBoolean()).as(demo.printed()).isTrue();
        assertThat(figure(account, "accounted", "triggers").asInt()).isEqualTo(1);
        assertThat(figure(account, "accounted", "lost").asInt()).isZero();
        assertThat(figure(account, "accounted", "doubled").asInt()).isZero();
        assertThat(figure(account, "accounted", "predictions").asLong())
                .isEqualTo(figure(account, "accounted", "events").asLong());
        assertThat(figure(account, "accounted", "latency").asText()).isEqualTo("low");
        assertThat(figure(account, "rolled_back", "commandToEffectMs").asLong()).isPositive();
        assertThat(figure(account, "rolled_back", "partitions")).hasSize(4).allSatisfy(partition -> assertThat(
                        partition.get("lastOfBad").asLong())
                .isLessThan(partition.get("firstOfRestored").asLong()));
    }

    private static JsonNode figure(JsonNode account, String step, String figure) {
        return StreamSupport.stream(account.get("steps").spliterator(), false)
                .filter(node -> node.get("step").asText().equals(step))
                .map(node -> node.get("figures").get(figure))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + step + " in " + account));
    }

    /** A folder that looks like the checkout, so that what the commands write doesn't lie about in it. */
    private Path copy(Path folder) throws IOException {
        var copy = Files.createDirectories(folder.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("examples"), checkout.resolve("examples"));
        var script = Files.writeString(
                copy.resolve("sluicegate"), "#!/bin/sh\nexec " + checkout.resolve("sluicegate") + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return copy;
    }

    private static Map<String, String> whereTheDemoIs(JsonNode account, Path data) {
        return Map.of(
                "SLUICEGATE_BOOTSTRAP", figure(account, "started", "bootstrap").asText(),
                "SLUICEGATE_REGISTRY", figure(account, "started", "registry").asText(),
                "SLUICEGATE_MODELS", data.resolve("models").toString());
    }

    private static void runOthers(List<String> commands, Shell shell) throws Exception {
        for (var command : commands) {
            if (!List.of(DEMO, TESTS).contains(command)) {
                var running = shell.start(command);
                var code = running.exitCode(COMMAND_SECONDS);
                assertThat(code)
                        .as("exit code " + code + ": " + command + "\n" + running.printed())
                        .isZero();
            }
        }
    }

    private static void shouldLeaveNothingBehind(Path data) {
        await("no process of the demo's").atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(data.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/for-data-scientists.md"})
    void shouldShowSnippetsThatAreValid(String document, @TempDir Path folder) throws IOException {
        var snippets = Document.read(checkout.resolve(document)).yaml();
        assertThat(snippets).isNotEmpty();
        for (var snippet : snippets) {
            var file = Files.writeString(Files.createTempFile(folder, "pipeline", ".yaml"), snippet);
            assertThat(PipelineConfigReader.read(file, Map.of()).features().features())
                    .isNotEmpty();
        }
    }
}
