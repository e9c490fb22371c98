package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory that can be filled up. A test is skipped, with the reason, if it may not mount. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path filler;
    private final byte[] more;

    private SmallDisk(Path folder, int kibibytes) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        this.more = new byte[(kibibytes + 1) << 10];
    }

    /** Mounts a file system of the given size at an empty folder. */
    public static SmallDisk mount(Path folder, int kibibytes) throws Exception {
        Files.createDirectories(folder);
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString()),
                "needs the right to mount");
        return new SmallDisk(folder, kibibytes);
    }

    /** Fills the file system. */
    public void fill() {
        assertThatThrownBy(() -> Files.write(filler, more)).hasMessageContaining("No space left");
    }

    public void makeRoom() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws Exception {
        ran("umount", folder.toString());
    }

    private static boolean ran(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
