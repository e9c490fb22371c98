package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.onnx.InferredManifest;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxValue;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.scorer.onnx.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a model says of itself, and what a bundle of it would need besides. */
@ChangesNothing
@Command(
        name = "inspect",
        description =
                "Show an ONNX model's or a bundle's inputs, outputs and operators, what can be inferred, and what is missing.",
        footer = "  sluicegate bundle inspect model.onnx")
final class InspectCommand extends DeskCommand {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(paramLabel = "FILE|DIR", description = "An ONNX model, or a bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Override
    void run() throws IOException {
        var found = MAPPER.createObjectNode();
        if (Files.isDirectory(place)) {
            var bundle = OpenedModel.bundle(place);
            found.put("name", bundle.manifest().model())
                    .put("version", bundle.manifest().version())
                    .put("digest", bundle.digest());
            describe(CreateCommand.read(bundle.model()), found);
            var filled = found.putObject("filledBy");
            bundle.manifest().inputs().forEach(input -> input.features().forEach(filled.putArray(input.name())::add));
        } else {
            var read = CreateCommand.read(place);
            describe(read, found);
            propose(read, found);
        }
        System.out.println(
                output.isJson() ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(found) : text(found));
    }

    private static void describe(ModelFile read, ObjectNode into) {
        var file = read.file();
        into.put("format", read.isOrt() ? "ort" : "onnx");
        into.put("bytes", file.bytes()).put("parameters", file.parameters());
        into.put("irVersion", file.irVersion()).put("producer", file.producer());
        var opsets = into.putObject("opsets");
        file.opsets().forEach((domain, version) -> opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version));
        values(file.inputs(), into.putArray("inputs"));
        values(file.defaults(), into.putArray("optionalInputs"));
        values(file.outputs(), into.putArray("outputs"));
        var operators = into.putObject("operators");
        file.operators().forEach(operators::put);
        file.external().forEach(into.putArray("externalFiles")::add);
        var classes = into.putObject("classes");
        file.classes()
                .forEach((name, labels) -> labels.forEach(
                        classes.withArray("/" + name.replace("~", "~0").replace("/", "~1"))::add));
    }

    private static void values(List<OnnxValue> values, ArrayNode into) {
        for (var value : values) {
            var entry = into.addObject().put("name", value.name()).put("type", value.text());
            value.type().ifPresent(type -> entry.put("element", type.text()));
            value.shape().ifPresent(shape -> {
                var lengths = entry.putArray("shape");
                shape.forEach(length -> {
                    if (length.isAny()) {
                        lengths.add(length.toString());
                    } else {
                        lengths.add(length.value());
                    }
                });
            });
        }
    }

    private static void propose(ModelFile read, ObjectNode into) {
        var inferred = into.putArray("inferred");
        var missing = into.putArray("missing");
        read.fault().ifPresent(fault -> missing.add("ONNX Runtime can't load the model: " + fault));
        try {
            ManifestInference.infer(read.file(), "model", "1", PartialManifest.NOTHING, List.of(), "")
                    .notes()
                    .forEach(inferred::add);
        } catch (InferredManifest.Impossible e) {
            missing.add(e.getMessage());
        }
    }

    private static String text(ObjectNode found) {
        return found.properties().stream()
                .filter(entry ->
                        !(entry.getValue().isContainerNode() && entry.getValue().isEmpty()))
                .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode value) {
        if (value.isArray()) {
            var lines = new StringBuilder();
            value.forEach(element -> lines.append("\n  ")
                    .append(
                            element.has("name")
                                    ? element.get("name").asText() + ": "
                                            + element.get("type").asText()
                                    : element.asText()));
            return lines.toString();
        }
        return value.isObject()
                ? value.properties().stream()
                        .map(entry -> entry.getKey() + " "
                                + (entry.getValue().isValueNode()
                                        ? entry.getValue().asText()
                                        : entry.getValue()))
                        .collect(Collectors.joining(", "))
                : value.asText();
    }
}
