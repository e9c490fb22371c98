package io.sluicegate.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder of a demo or a kill test. Only the same kind of owner may empty the folder, and only one process may use it at a time. */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final Path mark;
    private final FileChannel lock;

    private DataFolder(Path folder, Path mark, FileChannel lock) {
        this.folder = folder;
        this.mark = mark;
        this.lock = lock;
    }

    /**
     * Takes the folder and empties it.
     *
     * @param owner the kind of owner, in words
     */
    public static DataFolder take(Path folder, String owner) throws IOException {
        var mark = folder.resolve(".sluicegate-" + owner.replace(' ', '-'));
        if (Files.exists(folder) && !Files.exists(mark) && !isEmpty(folder)) {
            throw new CommandFailed(folder + " holds files that were not written by a " + owner
                    + "; pass an empty or a new folder with --data.");
        }
        var taken = new DataFolder(folder, mark, lock(folder, owner));
        taken.remove();
        Files.createDirectories(folder);
        Files.createFile(mark);
        return taken;
    }

    private static FileChannel lock(Path folder, String owner) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        var channel = FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new CommandFailed(
                    "Another " + owner + " is running in " + folder + "; pass another folder with --data.");
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

    /** Removes everything that the owner has written. */
    public void remove() throws IOException {
        if (!Files.exists(mark)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Releases the folder. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lockFile(folder));
        lock.close();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
