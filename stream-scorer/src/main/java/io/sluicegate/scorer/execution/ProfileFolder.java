package io.sluicegate.scorer.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that ONNX Runtime writes the profile of a session to; it is gone once the profile is read. */
public final class ProfileFolder implements AutoCloseable {
    private final Path path;

    private ProfileFolder(Path path) {
        this.path = path;
    }

    public static ProfileFolder create() {
        try {
            return new ProfileFolder(Files.createTempDirectory("sluicegate-profile"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't make a folder for ONNX Runtime's profile: make " + System.getProperty("java.io.tmpdir")
                            + " writable, and make room on it",
                    e);
        }
    }

    /** How the names of profiles in the folder begin. */
    public String prefix() {
        return path.resolve("session").toString();
    }

    @Override
    public void close() {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + path + ": delete it by hand", e);
        }
    }
}
