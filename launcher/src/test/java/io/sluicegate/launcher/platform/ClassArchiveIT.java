package io.sluicegate.launcher.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluicegate.launcher.SluicegateMain;
import io.sluicegate.runtime.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {
    private static final Path APP = Path.of(System.getProperty("sluicegate.app"));

    private final List<String> line = new ArrayList<>(
            JavaCommand.line(List.of("-Xlog:class+load:file=%s"), List.of(SluicegateMain.class.getName(), "help")));

    @TempDir
    private Path folder;

    @BeforeEach
    void haveAnArchive() {
        assumeThat(APP.resolve("sluicegate.jsa")).as("none with -Dfast").exists();
    }

    @Test
    void shouldGiveCommandsTheirClasses() throws Exception {
        assertThat(said()).startsWith("Usage:");
        assertThat(loaded()).contains("io.sluicegate.launcher.SluicegateMain source: shared objects file (top)");
    }

    /** As with another JVM, or with jars that have changed since. */
    @Test
    void shouldBeIgnoredInSilenceWhereItDoesNotFit() throws Exception {
        line.set(line.indexOf("-cp") + 1, System.getProperty("java.class.path"));

        assertThat(said()).startsWith("Usage:");
        assertThat(loaded())
                .contains("io.sluicegate.launcher.SluicegateMain source: ")
                .doesNotContain("(top)");
    }

    private String said() throws Exception {
        line.replaceAll(option -> option.replace("%s", log().toString()));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS"); // the JVM says what it picks up
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String loaded() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("loaded.log");
    }
}
