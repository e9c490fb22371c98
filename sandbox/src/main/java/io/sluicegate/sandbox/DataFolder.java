package io.sluicegate.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder that a demo writes to. It is emptied only where a demo has made it, and belongs to one demo at a time. */
public final class DataFolder implements AutoCloseable {
    private static final String MARK = ".sluicegate-demo";

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder and empties it. */
    public static DataFolder take(Path folder) throws IOException {
        if (Files.exists(folder) && !isOurs(folder) && !isEmpty(folder)) {
            throw new CommandFailed(
                    folder + " holds files that no demo has written; give an empty or a new folder with --data.");
        }
        var taken = new DataFolder(folder, lock(folder));
        taken.remove();
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
        return taken;
    }

    private static FileChannel lock(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        var channel = FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new CommandFailed("Another demo is running in " + folder + "; give another folder with --data.");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }

    /** Removes what the demo has written. */
    public void remove() throws IOException {
        if (!isOurs(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Leaves the folder to others. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lockFile(folder));
        lock.close();
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
