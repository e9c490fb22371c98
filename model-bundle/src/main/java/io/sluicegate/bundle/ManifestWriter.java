package io.sluicegate.bundle;

import io.sluicegate.bundle.Calibration.Isotonic;
import io.sluicegate.bundle.Calibration.Platt;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        yaml.put("inputs", manifest.inputs().stream().map(ManifestWriter::input).toList());
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
                    feature.vector().ifPresent(form -> {
                        entry.put("elements", form.element().text());
                        entry.put("shape", form.shape());
                    });
                    feature.definition().ifPresent(definition -> entry.put("definition", definition.text()));
                    return (Map<String, Object>) entry;
                })
                .toList();
    }

    private static Map<String, Object> input(Input input) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", input.name());
        entry.put("type", input.type().text());
        entry.put("features", input.features());
        input.shape().ifPresent(shape -> entry.put("shape", shape));
        if (!input.batched()) {
            entry.put("batched", false);
        }
        if (input.missing().value().isPresent()) {
            entry.put("missing-value", input.missing().value().get());
        } else {
            entry.put("missing", input.missing().rule().name().toLowerCase(Locale.ROOT));
        }
        return entry;
    }

    private static Map<String, Object> output(Output output) {
        var entry = new LinkedHashMap<String, Object>();
        output.score().ifPresent(score -> {
            entry.put("score", score.output());
            if (score.place() instanceof Place.Index index) {
                entry.put("index", index.index());
            } else if (score.place() instanceof Place.Key key) {
                entry.put("key", key.key());
            } else {
                entry.put("highest", true);
            }
        });
        output.label().ifPresent(label -> entry.put("label", label));
        output.probabilities().ifPresent(probabilities -> {
            entry.put("probabilities", probabilities.output());
            if (!probabilities.classes().isEmpty()) {
                entry.put("classes", probabilities.classes());
            }
        });
        output.threshold().ifPresent(threshold -> entry.put("threshold", threshold));
        output.calibration().ifPresent(calibration -> entry.put("calibration", calibration(calibration)));
        return entry;
    }

    private static Map<String, Object> calibration(Calibration calibration) {
        var entry = new LinkedHashMap<String, Object>();
        if (calibration instanceof Platt platt) {
            var factors = new LinkedHashMap<String, Object>();
            factors.put("a", platt.a());
            factors.put("b", platt.b());
            entry.put("platt", factors);
        } else if (calibration instanceof Isotonic isotonic) {
            entry.put(
                    "isotonic",
                    isotonic.points().stream()
                            .map(point -> Map.of("raw", point.raw(), "calibrated", point.calibrated()))
                            .map(TreeMap::new)
                            .toList());
        }
        return entry;
    }
}
