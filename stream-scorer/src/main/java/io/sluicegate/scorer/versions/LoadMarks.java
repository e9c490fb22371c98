package io.sluicegate.scorer.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that stand while a bundle is loaded: one that is found at the start names a bundle whose loading killed the process. An
 * orderly end of the process takes back those of its own, because no bundle is to blame for it.
 */
final class LoadMarks {
    private final Path folder;
    private final Set<String> own = new HashSet<>();
    private boolean ended;

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

    /** On a full disk a mark may stand without content. */
    private void takeBack(String digest) {
        own.remove(digest);
        try {
            Files.deleteIfExists(of(digest));
        } catch (IOException e) {
            // it couldn't be made either
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

    /** Clears what this process has set, and sets nothing more. */
    synchronized void end() {
        ended = true;
        List.copyOf(own).forEach(this::clear);
    }
}
