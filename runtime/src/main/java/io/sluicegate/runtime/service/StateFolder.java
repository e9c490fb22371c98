package io.sluicegate.runtime.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The folder in which Kafka Streams keeps an application's state. The folder must be writable and have free space. */
final class StateFolder {
    static final String REMEDY = "make service.data writable, and make room on it";

    private static final String NO_FOLDER = "couldn't be created";

    private StateFolder() {}

    /**
     * Writes a probe file before Kafka Streams starts, because Kafka Streams would fail halfway and keep its lock.
     *
     * @throws FolderUnwritable if the folder can't be written
     */
    static void check(Path folder) {
        try {
            Files.createDirectories(folder);
            var probe = folder.resolve(".probe");
            try {
                Files.writeString(probe, "probe\n");
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw new FolderUnwritable(folder, e);
        }
    }

    /** The file system's error, if a stream thread failed because of one. */
    static Optional<String> failure(Throwable fault) {
        var causes = Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .toList();
        var root = causes.get(causes.size() - 1);
        return causes.stream()
                .filter(ProcessorStateException.class::isInstance)
                .findFirst()
                .filter(state -> isOfTheDisk(root))
                .map(state -> state == root ? state.getMessage() : state.getMessage() + ": " + root.getMessage());
    }

    private static boolean isOfTheDisk(Throwable root) {
        if (root instanceof RocksDBException rocks) {
            var status = rocks.getStatus();
            return status != null && status.getCode() == Status.Code.IOError;
        }
        return root instanceof IOException || String.valueOf(root.getMessage()).contains(NO_FOLDER);
    }
}
