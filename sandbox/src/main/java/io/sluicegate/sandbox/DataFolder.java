package io.sluicegate.sandbox;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * The folder of a local platform, a demo or a kill test. Only the same kind of owner may use or empty the folder, and only one process at
 * a time.
 */
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
        var taken = lock(folder, owner);
        taken.remove();
        return taken.marked();
    }

    /**
     * Takes the folder with all that the same kind of owner has left there.
     *
     * @param owner the kind of owner, in words
     */
    public static DataFolder keep(Path folder, String owner) throws IOException {
        return lock(folder, owner).marked();
    }

    private static DataFolder lock(Path folder, String owner) throws IOException {
        var mark = folder.resolve(".sluicegate-" + owner.replace(' ', '-'));
        if (Files.exists(folder) && !Files.exists(mark) && !isEmpty(folder)) {
            throw new CommandFailed(Message.FOLDER_NOT_OURS, folder, owner);
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        var channel = FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new CommandFailed(Message.FOLDER_TAKEN, owner, folder);
        }
        return new DataFolder(folder, mark, channel);
    }

    private DataFolder marked() throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
        }
        return this;
    }

    /** Whether a process uses the folder now. */
    public static boolean isTaken(Path folder) throws IOException {
        if (!Files.exists(lockFile(folder))) {
            return false;
        }
        try (var channel = FileChannel.open(lockFile(folder), StandardOpenOption.WRITE)) {
            return !locked(channel);
        }
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
