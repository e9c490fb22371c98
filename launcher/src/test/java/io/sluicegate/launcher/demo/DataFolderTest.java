package io.sluicegate.launcher.demo;

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

        assertThatThrownBy(() -> DataFolder.prepare(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--data");
        DataFolder.remove(folder);

        assertThat(precious).exists();
    }

    @Test
    void shouldEmptyTheFolderOfAnEarlierDemo() throws IOException {
        DataFolder.prepare(folder);
        var old = Files.writeString(
                Files.createDirectories(folder.resolve("kafka/a")).resolve("log"), "old");

        DataFolder.prepare(folder);

        assertThat(old).doesNotExist();
        assertThat(folder).isDirectory();
    }

    @Test
    void shouldRemoveWhatItMade() throws IOException {
        var made = folder.resolve("demo");
        DataFolder.prepare(made);

        DataFolder.remove(made);

        assertThat(made).doesNotExist();
    }
}
