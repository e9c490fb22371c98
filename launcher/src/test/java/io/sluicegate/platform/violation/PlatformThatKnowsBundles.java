package io.sluicegate.platform.violation;

import io.sluicegate.bundle.Manifest;

/** A lower layer that sees a higher one. */
public final class PlatformThatKnowsBundles {
    public Class<?> manifest() {
        return Manifest.class;
    }
}
