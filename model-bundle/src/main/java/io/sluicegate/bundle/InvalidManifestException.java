package io.sluicegate.bundle;

import java.util.List;

/** A manifest can't be read; says why, all problems at once. */
public final class InvalidManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidManifestException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
