package io.sluicegate.bundle;

import io.sluicegate.records.ReferenceProfile;
import java.nio.file.Path;

/**
 * The verified content of a model version's bundle.
 *
 * @param folder the bundle's folder
 * @param model the model's own file
 * @param reference the profile of the training data
 * @param golden inputs with known outputs
 * @param digest SHA-256 over all files
 */
public record Bundle(
        Path folder, Manifest manifest, Path model, ReferenceProfile reference, Golden golden, String digest) {}
