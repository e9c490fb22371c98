package io.sluicegate.launcher.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cases of one file.
 *
 * @param shared fields that each event has, unless it has its own
 * @param tolerance how far a number may be from the expected one
 */
record Suite(
        Path file,
        Optional<Path> pipeline,
        Optional<Path> schema,
        Optional<Path> bundle,
        Optional<String> version,
        Map<String, Object> shared,
        double tolerance,
        List<Case> cases) {

    String name() {
        return String.valueOf(file.getFileName()).replaceFirst("[.]ya?ml$", "");
    }
}
