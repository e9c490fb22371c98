package io.sluicegate.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A committed recording of what a command shows. {@code -Dsluicegate.recordings.write=true} renews the recordings; look at them before
 * you commit them.
 */
public final class Recording {
    private static final Path FOLDER = Path.of("src/test/resources/recordings");
    private static final boolean WRITE = Boolean.getBoolean("sluicegate.recordings.write");

    private Recording() {}

    /** Compares the screen of a terminal of eighty columns with its recording. */
    public static void shouldShow(String name, Consumer<Terminal> printing) throws IOException {
        var screen = EightyColumns.after(printing);
        compare(name + ".screen.txt", screen.text());
        assertThat(screen.isBroken()).as("the terminal had to break a line").isFalse();
    }

    /** Compares what comes out of a pipe with its recording. */
    public static void shouldWrite(String name, Consumer<Terminal> printing) throws IOException {
        var text = EightyColumns.pipe(printing);
        assertThat(text).doesNotContain("\033", "\r");
        compare(name + ".pipe.txt", text);
    }

    private static void compare(String file, String text) throws IOException {
        var recording = FOLDER.resolve(file);
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(recording, text);
        }
        assertThat(text)
                .as(file + "; -Dsluicegate.recordings.write=true renews it")
                .isEqualTo(Files.readString(recording));
    }
}
