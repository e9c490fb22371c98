package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRefuseAFolderWithSomebodyElsesFiles() throws IOException {
        var precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.take(folder))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--data");

        assertThat(precious).exists();
    }

    @Test
    void shouldRefuseTheFolderOfARunningDemo() throws IOException {
        var demo = folder.resolve("demo");
        try (var first = DataFolder.take(demo)) {
            var written = Files.writeString(demo.resolve("log"), "mine");

            assertThatThrownBy(() -> DataFolder.take(demo))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("Another demo is running");

            assertThat(written).exists();
            first.remove();
        }
        DataFolder.take(demo).close();
    }

    @Test
    void shouldEmptyTheFolderOfAnEarlierDemo() throws IOException {
        var demo = folder.resolve("demo");
        DataFolder.take(demo).close();
        var old = Files.writeString(
                Files.createDirectories(demo.resolve("kafka/a")).resolve("log"), "old");

        DataFolder.take(demo).close();

        assertThat(old).doesNotExist();
        assertThat(demo).isDirectory();
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        var demo = folder.resolve("demo");
        try (var taken = DataFolder.take(demo)) {
            taken.remove();
        }

        assertThat(folder).isEmptyDirectory();
    }
}
