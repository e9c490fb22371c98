package io.sluicegate.launcher.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file that a person edits: says once for each version of its text that it has changed, and once for each time that it was saved. */
final class WatchedFile {
    private final Path file;
    private String seen;
    private Optional<FileTime> saved;

    WatchedFile(Path file) {
        this.file = file;
        this.seen = text().orElse("");
        this.saved = time();
    }

    /** Whether the file's text is another one than at the last call. A file that an editor is replacing hasn't changed yet. */
    boolean hasChanged() {
        var text = text();
        if (text.isEmpty() || text.get().isEmpty() || text.get().equals(seen)) {
            return false;
        }
        seen = text.get();
        return true;
    }

    /** Whether the file was written since the last call, be it with the same text. */
    boolean wasSaved() {
        var time = time();
        if (text().filter(text -> !text.isEmpty()).isEmpty() || time.equals(saved)) {
            return false;
        }
        saved = time;
        return true;
    }

    private Optional<FileTime> time() {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
