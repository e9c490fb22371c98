package io.sluicegate.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A writer of manifests as YAML. */
final class ManifestWriter {
    private static final DumpSettings BLOCKS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(120)
            .build();

    private ManifestWriter() {}

    static String write(Manifest manifest) {
        var yaml = new LinkedHashMap<String, Object>();
        yaml.put("format", ManifestReader.FORMAT);
        yaml.put("model", manifest.model());
        yaml.put("version", manifest.version());
        yaml.put("feature-set", manifest.featureSetFingerprint());
        yaml.put("features", features(manifest));
        yaml.put("input", input(manifest.input()));
        yaml.put("output", output(manifest.output()));
        yaml.put("created", manifest.created().toString());
        yaml.put("trained-on", manifest.trainedOn());
        return new Dump(BLOCKS).dumpToString(yaml);
    }

    private static List<Map<String, Object>> features(Manifest manifest) {
        return manifest.features().stream()
                .map(feature -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("name", feature.name());
                    entry.put("type", feature.type().name().toLowerCase(Locale.ROOT));
                    feature.definition().ifPresent(definition -> entry.put("definition", definition.text()));
                    return (Map<String, Object>) entry;
                })
                .toList();
    }

    private static Map<String, Object> input(Manifest.Input input) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", input.name());
        entry.put("type", ManifestReader.FLOAT);
        entry.put("features", input.features());
        return entry;
    }

    private static Map<String, Object> output(Manifest.Output output) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("score", output.score());
        entry.put("index", output.index());
        output.threshold().ifPresent(threshold -> entry.put("threshold", threshold));
        return entry;
    }
}
