package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.process.JavaCommand;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a command's own process: with the log as it is configured for users. */
class CommandProcessTest {
    private static final String FRAUD = "../examples/fraud/fraud.yaml";

    @TempDir
    private Path folder;

    private record Seen(int code, String out, String errors) {}

    @Test
    void shouldKeepTheLogOutOfTheWay() throws Exception {
        var seen = run("topics", "plan", "--pipeline", FRAUD);

        assertThat(seen.code()).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(seen.out()).isEmpty();
        assertThat(seen.errors().lines()).singleElement().asString().startsWith("Kafka at localhost:1 doesn't answer");
    }

    @Test
    void shouldPrintTheLogToWhoAsksForIt() throws Exception {
        var seen = run("topics", "plan", "--debug", "--pipeline", FRAUD);

        assertThat(seen.out()).isEmpty();
        assertThat(seen.errors())
                .contains("bootstrap.servers = [localhost:1]", "\tat ", "Kafka at localhost:1 doesn't");
    }

    private Seen run(String... arguments) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(JavaCommand.line(
                        List.of("-Dlogback.configurationFile=logback.xml"),
                        Stream.concat(Stream.of(SluicegateMain.class.getName()), Stream.of(arguments))
                                .toList()))
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("SLUICEGATE_BOOTSTRAP", "localhost:1");
        builder.environment().put("SLUICEGATE_PORT", "0");
        builder.environment().put("SLUICEGATE_DATA", folder.toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Seen(process.exitValue(), Files.readString(out, UTF_8), Files.readString(errors, UTF_8));
    }
}
