package io.sluicegate.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The system's own programs. A test that needs one which isn't there is skipped, and says so. */
final class Tools {
    private Tools() {}

    static void need(String... names) {
        for (var name : names) {
            assumeTrue(isInstalled(name), "no " + name + " on the PATH: install it to test Sluicegate with it");
        }
    }

    static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
