package io.sluicegate.scorer.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marker files that exist while a bundle is loaded. A mark found at the start names a bundle whose loading killed the process. An
 * orderly stop removes the process's own marks, because no bundle is to blame for the stop.
 */
final class LoadMarks {
    private final Path folder;
    private final Set<String> own = new HashSet<>();
    private boolean ended;

    LoadMarks(Path folder) {
        this.folder = folder;
    }

    /** The marker file of a digest. */
    Path of(String digest) {
        return folder.resolve(digest + ".loading");
    }

    boolean stands(String digest) {
        return Files.exists(of(digest));
    }

    synchronized void set(String digest) {
        if (ended) {
            return;
        }
        own.add(digest);
        try {
            Files.createDirectories(folder);
            Files.writeString(of(digest), "loading\n");
        } catch (IOException e) {
            takeBack(digest);
            throw new UncheckedIOException(
                    "can't write " + of(digest) + ": make service.data writable, and make room on it", e);
        }
    }

    /** Removes a mark that couldn't be written: a full disk may leave an empty file. */
    private void takeBack(String digest) {
        own.remove(digest);
        try {
            Files.deleteIfExists(of(digest));
        } catch (IOException e) {
            // the mark couldn't be created either
        }
    }

    synchronized void clear(String digest) {
        own.remove(digest);
        try {
            Files.deleteIfExists(of(digest));
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + of(digest) + ": make service.data writable", e);
        }
    }

    /** Removes this process's marks, and sets no more. */
    synchronized void end() {
        ended = true;
        List.copyOf(own).forEach(this::clear);
    }
}
