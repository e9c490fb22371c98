package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
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

        assertThatThrownBy(() -> DataFolder.take(folder, "demo"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("holds files that were not written by a demo; choose an empty or a new folder");

        assertThat(precious).exists();
    }

    @Test
    void shouldRefuseTheFolderOfARunningDemo() throws IOException {
        var demo = folder.resolve("demo");
        try (var first = DataFolder.take(demo, "demo")) {
            var written = Files.writeString(demo.resolve("log"), "mine");

            assertThatThrownBy(() -> DataFolder.take(demo, "demo"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("another demo is running");

            assertThat(written).exists();
            first.remove();
        }
        DataFolder.take(demo, "demo").close();
    }

    @Test
    void shouldEmptyTheFolderOfAnEarlierDemo() throws IOException {
        var demo = folder.resolve("demo");
        DataFolder.take(demo, "demo").close();
        var old = Files.writeString(
                Files.createDirectories(demo.resolve("kafka/a")).resolve("log"), "old");

        DataFolder.take(demo, "demo").close();

        assertThat(old).doesNotExist();
        assertThat(demo).isDirectory();
    }

    @Test
    void shouldRefuseTheFolderOfAnotherKindAndSayWhoAsks() throws IOException {
        var demo = folder.resolve("demo");
        DataFolder.take(demo, "demo").close();

        assertThatThrownBy(() -> DataFolder.take(demo, "kill test"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("holds files that were not written by a kill test");
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        var demo = folder.resolve("demo");
        try (var taken = DataFolder.take(demo, "demo")) {
            taken.remove();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldKeepWhatAnEarlierOneOfTheSameKindHasLeft() throws IOException {
        var data = folder.resolve("up");
        DataFolder.keep(data, "local platform").close();
        var topic = Files.writeString(data.resolve("topic"), "records");

        try (var again = DataFolder.keep(data, "local platform")) {
            assertThat(topic).hasContent("records");
            assertThat(DataFolder.isTaken(data)).isTrue();
            assertThatThrownBy(() -> DataFolder.keep(data, "local platform"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("another local platform is running in " + data);
            assertThat(again).isNotNull();
        }
        assertThat(DataFolder.isTaken(data)).isFalse();
    }
}
