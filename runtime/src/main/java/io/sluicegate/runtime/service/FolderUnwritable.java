package io.sluicegate.runtime.service;

import java.nio.file.Path;

/** Thrown when the folder of a stage's state can't be written. */
public final class FolderUnwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderUnwritable(Path folder, Throwable cause) {
        super("UNWRITABLE: can't write " + folder + " (" + cause + "); " + StateFolder.REMEDY, cause);
    }
}
