package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    @Test
    void shouldSayOnceThatTheTextHasChanged(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("pipeline.yaml"), "a");
        var watched = new WatchedFile(file);

        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "b");
        assertThat(watched.hasChanged()).isTrue();
        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "b");
        assertThat(watched.hasChanged()).as("saved without a change").isFalse();
    }

    @Test
    void shouldSayOnceThatTheFileWasSaved(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("pipeline.yaml"), "a");
        var watched = new WatchedFile(file);

        assertThat(watched.wasSaved()).isFalse();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(watched.wasSaved()).isTrue();
        assertThat(watched.wasSaved()).isFalse();
        assertThat(watched.hasChanged()).isFalse();
    }

    @Test
    void shouldWaitForAFileThatIsBeingReplaced(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("pipeline.yaml"), "a");
        var watched = new WatchedFile(file);

        Files.delete(file);
        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "");
        assertThat(watched.hasChanged()).isFalse();
        Files.writeString(file, "b");
        assertThat(watched.hasChanged()).isTrue();
    }
}
