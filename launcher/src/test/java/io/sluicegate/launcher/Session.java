package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** A terminal that stays open: its shell runs one command after the other, and remembers its folder and its variables. */
final class Session implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Process shell;
    private final BufferedWriter keyboard;
    private final Path printed;
    private int commands;

    private Session(Process shell, Path printed) {
        this.shell = shell;
        this.printed = printed;
        this.keyboard = new BufferedWriter(new OutputStreamWriter(shell.getOutputStream(), UTF_8));
    }

    static Session open(Path folder, Path logs, Map<String, String> environment) throws IOException {
        var printed = Files.createTempFile(logs, "session", ".log");
        var builder = new ProcessBuilder("bash")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Session(builder.start(), printed);
    }

    /** Runs a command that succeeds, and returns what it printed. */
    String run(String command) throws IOException {
        var begin = printed().length();
        var end = Pattern.compile("\nend of command " + ++commands + ": (\\d+)\n");
        keyboard.write("{ " + command + "\n} </dev/null\nprintf '\\nend of command " + commands + ": %s\\n' $?\n");
        keyboard.flush();
        await(command)
                .atMost(PATIENCE)
                .failFast(() -> assertThat(shell.isAlive()).as(printed()).isTrue())
                .until(() -> end.matcher(printed()).find());
        var matcher = end.matcher(printed());
        assertThat(matcher.find()).isTrue();
        var output = printed().substring(begin, matcher.start());
        assertThat(matcher.group(1)).as(command + "\n" + output).isEqualTo("0");
        return output;
    }

    private String printed() {
        try {
            return Files.readString(printed, UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        shell.destroy();
    }
}
