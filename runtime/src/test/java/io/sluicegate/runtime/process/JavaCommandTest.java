package io.sluicegate.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
    private static final String APP = "sluicegate.app";

    @TempDir
    private Path app;

    @AfterEach
    void forget() {
        System.clearProperty(APP);
    }

    @Test
    void shouldHaveThisProcesssClassPath() {
        assertThat(line()).containsSequence("-Xmx1m", "-cp", System.getProperty("java.class.path"), "Main", "argument");
    }

    @Test
    void shouldHaveTheInstalledLibrariesWhereTheirClassesAreArchived() throws IOException {
        System.setProperty(APP, app.toString());
        var archive = Files.createFile(app.resolve("sluicegate.jsa"));

        assertThat(line())
                .contains("-XX:SharedArchiveFile=" + archive)
                .containsSequence("-cp", app.resolve("lib") + "/*", "Main", "argument");
    }

    @Test
    void shouldDoWithoutAnArchive() {
        System.setProperty(APP, app.toString());

        assertThat(line()).containsSequence("-Xmx1m", "-cp", System.getProperty("java.class.path"));
    }

    private static List<String> line() {
        return JavaCommand.line(List.of("-Xmx1m"), List.of("Main", "argument"));
    }
}
