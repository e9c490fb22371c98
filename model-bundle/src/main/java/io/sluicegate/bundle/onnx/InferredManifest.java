package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.Manifest;
import java.util.List;

/**
 * A manifest, and what of it was inferred from the model.
 *
 * @param notes a line for each inference
 */
public record InferredManifest(Manifest manifest, List<String> notes) {
    public InferredManifest {
        notes = List.copyOf(notes);
    }

    /** Thrown when a manifest can't be inferred; names every problem and what to add. */
    public static final class Impossible extends Exception {
        private static final long serialVersionUID = 1;

        Impossible(List<String> problems) {
            super(String.join("; ", problems));
        }
    }
}
