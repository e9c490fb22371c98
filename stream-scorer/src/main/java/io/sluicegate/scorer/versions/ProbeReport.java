package io.sluicegate.scorer.versions;

import io.sluicegate.scorer.versions.LoadError.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report that a probe's child process writes to a file: one line, which appears whole or not at all. */
sealed interface ProbeReport {
    String STARTED = "STARTED";
    String READY = "READY";

    /** The child hasn't begun to load: its JVM didn't come up. */
    record Nothing() implements ProbeReport {}

    /** The child has begun to load, and has said no more. */
    record Started() implements ProbeReport {}

    /** The version can be loaded. */
    record Ready() implements ProbeReport {}

    /** The version can't be used. */
    record Failed(LoadError error) implements ProbeReport {}

    static ProbeReport of(Optional<LoadError> error) {
        return error.<ProbeReport>map(Failed::new).orElseGet(Ready::new);
    }

    /** The line of the report. */
    private String line() {
        if (this instanceof Failed failed) {
            return failed.error().code() + " "
                    + failed.error()
                            .text()
                            .lines()
                            .collect(Collectors.joining(" "))
                            .strip();
        }
        return this instanceof Ready ? READY : STARTED;
    }

    /** Writes the report in place of an earlier one. */
    default void write(Path file) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, line());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static ProbeReport read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Nothing();
        }
        var line = Files.readString(file);
        var space = line.indexOf(' ');
        return switch (line) {
            case STARTED -> new Started();
            case READY -> new Ready();
            default -> new Failed(new LoadError(Code.valueOf(line.substring(0, space)), line.substring(space + 1)));
        };
    }
}
