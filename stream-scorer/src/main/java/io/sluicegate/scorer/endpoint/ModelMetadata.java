package io.sluicegate.scorer.endpoint;

import io.sluicegate.runtime.http.Json;
import io.sluicegate.scorer.endpoint.domain.SpecJson;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A model's metadata: the protocol's own, and beyond them the fields that tell one version from another. */
final class ModelMetadata {
    /** The protocol's name for ONNX files in ONNX Runtime. */
    private static final String PLATFORM = "onnx_onnxv1";

    private ModelMetadata() {}

    /**
     * A version's metadata.
     *
     * @param version open
     * @param versions the names of all versions that can be asked
     */
    static Map<String, Object> of(LoadedVersion version, List<String> versions) {
        var model = version.model();
        var manifest = model.manifest();
        return Json.object(
                "name", manifest.model(),
                "versions", versions,
                "platform", PLATFORM,
                "inputs", SpecJson.of(model.inputSpecs()),
                "outputs", SpecJson.of(model.outputSpecs()),
                "version", manifest.version(),
                "digest", version.deployed().getBundleDigest(),
                "provider", model.execution().actual().runtimeName(),
                "engine", model.execution().engine().toString(),
                "requested_provider", model.execution().requested().runtimeName(),
                "created", manifest.created(),
                "trained_on", manifest.trainedOn(),
                "one_by_one", model.isOneByOne(),
                "schema",
                        Json.object(
                                "feature_set", manifest.featureSetFingerprint(),
                                "features",
                                        manifest.features().stream()
                                                .map(feature -> Json.object(
                                                        "name", feature.name(),
                                                        "type",
                                                                feature.type()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT)))
                                                .toList(),
                                "inputs",
                                        manifest.inputs().stream()
                                                .map(input ->
                                                        Json.object("name", input.name(), "features", input.features()))
                                                .toList()));
    }
}
