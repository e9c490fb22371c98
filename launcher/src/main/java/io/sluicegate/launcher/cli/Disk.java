package io.sluicegate.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how much room is left on the disk of a folder. */
@FunctionalInterface
public interface Disk {
    /** The disks of this machine. */
    Disk OF_THIS_MACHINE = folder -> Files.getFileStore(existing(folder)).getUsableSpace();

    /** The bytes that are free where the folder is or will be. */
    long free(Path folder) throws IOException;

    /** The folder, or the nearest folder above that is there. */
    static Path existing(Path folder) {
        for (var there = folder.toAbsolutePath(); there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                return there;
            }
        }
        return folder;
    }
}
