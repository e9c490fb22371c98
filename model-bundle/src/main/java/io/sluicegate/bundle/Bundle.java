package io.sluicegate.bundle;

import io.sluicegate.records.GoldenVectors;
import io.sluicegate.records.ReferenceProfile;
import java.nio.file.Path;

/**
 * A model version whose files are whole.
 *
 * @param folder where it lies
 * @param model the model's own file
 * @param reference what the data looked like that it was trained on
 * @param golden inputs with known outputs
 * @param digest SHA-256 over all files
 */
public record Bundle(
        Path folder, Manifest manifest, Path model, ReferenceProfile reference, GoldenVectors golden, String digest) {}
