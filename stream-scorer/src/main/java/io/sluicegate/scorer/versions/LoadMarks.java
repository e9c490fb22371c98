package io.sluicegate.scorer.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that stand while a bundle is loaded: one that is found at the start names a bundle whose loading killed the process. */
final class LoadMarks {
    private final Path folder;

    LoadMarks(Path folder) {
        this.folder = folder;
    }

    /** The file that stands for a digest. */
    Path of(String digest) {
        return folder.resolve(digest + ".loading");
    }

    boolean stands(String digest) {
        return Files.exists(of(digest));
    }

    void set(String digest) {
        try {
            Files.createDirectories(folder);
            Files.writeString(of(digest), "loading\n");
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + of(digest) + ": make service.data writable", e);
        }
    }

    void clear(String digest) {
        try {
            Files.deleteIfExists(of(digest));
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + of(digest) + ": make service.data writable", e);
        }
    }
}
