package io.sluicegate.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file from which a JVM takes its classes loaded and verified (class data sharing). It belongs to one JVM and to jars that don't
 * change. A JVM that it doesn't fit reads the jars and says nothing of it.
 */
public record ClassArchive(Path file) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Options of a JVM that uses the archive; none without it. */
    public List<String> use() {
        return Files.isRegularFile(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /** Options of a JVM that writes the archive when it ends. */
    public List<String> make() {
        return List.of("-XX:ArchiveClassesAtExit=" + unfinished(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /**
     * Ends the JVM that writes the archive, and puts the archive in place once it is whole: a JVM crashes on half of one.
     *
     * @param process the JVM's leash
     */
    public void finish(Process process) throws IOException, InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("The JVM that writes " + file + " didn't end within " + PATIENCE.toSeconds() + " s");
        }
        Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
