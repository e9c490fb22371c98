package io.sluicegate.bench.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for what a benchmark needs while it runs; kept only when it failed, for its logs. */
public final class WorkFolder implements AutoCloseable {
    private final Path path;
    private boolean kept = true;

    private WorkFolder(Path path) {
        this.path = path;
    }

    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory("sluicegate-bench"));
    }

    public Path path() {
        return path;
    }

    /** Marks the folder for removal, because nobody needs its logs. */
    public void discard() {
        kept = false;
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
