package io.sluicegate.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final String MAKE = "-XX:ArchiveClassesAtExit=";

    @TempDir
    private Path folder;

    @Test
    void shouldBeUsedOnceItIsWhole() throws Exception {
        var archive = new ClassArchive(folder.resolve("classes.jsa"));
        var unfinished = Path.of(archive.make().get(0).substring(MAKE.length()));
        var process = new ProcessBuilder(Leash.around(List.of("sleep", "60"))).start();
        Files.writeString(unfinished, "half");
        assertThat(archive.use()).isEmpty();

        archive.finish(process);

        assertThat(process.isAlive()).isFalse();
        assertThat(unfinished).doesNotExist();
        assertThat(archive.use()).contains("-XX:SharedArchiveFile=" + archive.file());
    }
}
