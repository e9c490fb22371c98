package io.sluicegate.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The folder that a demo writes to. It is emptied only where a demo has made it. */
final class DataFolder {
    private static final String MARK = ".sluicegate-demo";

    private DataFolder() {}

    static void prepare(Path folder) throws IOException {
        if (Files.exists(folder) && !isOurs(folder) && !isEmpty(folder)) {
            throw new IOException(
                    folder + " holds files that no demo has written; give an empty or a new folder with --data.");
        }
        remove(folder);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
    }

    static void remove(Path folder) throws IOException {
        if (!isOurs(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOurs(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
