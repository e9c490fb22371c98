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

/** A failure is said in one line; who wants its stack trace asks for it. */
class FailuresTest {
    private static final String FRAUD = "../examples/fraud/fraud.yaml";

    @TempDir
    private Path folder;

    @Test
    void shouldSayAnUnknownFaultInOneLineAndHowToGetItsTrace() {
        var errors = new ArrayList<String>();

        int code = handled(errors, false);

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED.code());
        assertThat(errors)
                .containsExactly("sluicegate failed for an unknown reason: java.lang.IllegalStateException: broken"
                        + " inside; run the command again with --debug for the stack trace, and report it");
    }

    @Test
    void shouldPrintTheTraceToWhoAsksForIt() {
        var errors = new ArrayList<String>();

        handled(errors, true);

        assertThat(errors.get(0)).contains("IllegalStateException: broken\ninside", "\tat ", "FailuresTest");
        assertThat(errors.get(1)).startsWith("sluicegate failed for an unknown reason: ");
    }

    @Test
    void shouldPrintTheTraceOfAnyCommandWithDebug() {
        var quiet = Desk.run("check", "--pipeline", FRAUD, "--schema", "none.avsc");
        var debug = Desk.run("check", "--debug", "--pipeline", FRAUD, "--schema", "none.avsc");

        assertThat(quiet.refusal(ExitCode.NOT_FOUND)).isEqualTo("there is no file none.avsc; correct the path");
        assertThat(debug.errors()).hasSize(2).last().isEqualTo(quiet.errors().get(0));
        assertThat(debug.errors()).first().asString().contains("CommandFailed", "\tat ");
    }

    @Test
    void shouldSayAUsersMistakeInOneLine() throws IOException {
        var text = Files.writeString(folder.resolve("events.avro"), "no Avro");
        var lines = Files.writeString(folder.resolve("events.jsonl"), "{}\n");
        var schema = Files.writeString(folder.resolve("other.avsc"), """
                {"type": "record", "name": "Other", "fields": [{"name": "a", "type": "long"}]}
                """);

        assertThat(backfill(folder.resolve("none.avro")).refusal(ExitCode.NOT_FOUND))
                .startsWith("there is no file ");
        assertThat(backfill(text).refusal()).contains("events.avro is no Avro file: ");
        assertThat(backfill(lines).refusal(ExitCode.USAGE)).endsWith("pass the Avro schema with --schema");
        assertThat(backfill(lines, "--schema", text.toString()).refusal()).contains("isn't an Avro schema");
        assertThat(backfill(lines, "--schema", schema.toString()).refusal())
                .contains("the features can't be computed from ");
    }

    private Desk.Result backfill(Path events, String... more) {
        var arguments = new ArrayList<>(List.of("backfill", "--pipeline", FRAUD, "--events", events.toString()));
        arguments.addAll(List.of("--out", folder.resolve("features.avro").toString()));
        arguments.addAll(List.of(more));
        return Desk.run(arguments.toArray(String[]::new));
    }

    private static int handled(List<String> errors, boolean debug) {
        var command = SluicegateMain.commandLine(errors::add);
        return new Failures(errors::add, () -> debug)
                .handleExecutionException(new IllegalStateException("broken\ninside"), command, command.parseArgs());
    }
}
