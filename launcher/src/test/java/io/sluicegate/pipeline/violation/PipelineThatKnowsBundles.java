package io.sluicegate.pipeline.violation;

import io.sluicegate.bundle.Manifest;

/** A lower layer that sees a higher one. */
public final class PipelineThatKnowsBundles {
    public Class<?> manifest() {
        return Manifest.class;
    }
}
