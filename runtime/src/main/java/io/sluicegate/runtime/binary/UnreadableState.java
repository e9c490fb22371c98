package io.sluicegate.runtime.binary;

import org.jspecify.annotations.Nullable;

/** Stored state that this version can't read. No record is to blame for it, and only a person can change it. */
public final class UnreadableState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param store the store, or its changelog
     * @param why what is wrong with a value in it
     */
    public UnreadableState(String store, String why, @Nullable Throwable cause) {
        super(
                "the state in " + store + " can't be read: " + why
                        + "; run the Sluicegate that wrote it, or do as 'State' in docs/operations.md says",
                cause);
    }
}
