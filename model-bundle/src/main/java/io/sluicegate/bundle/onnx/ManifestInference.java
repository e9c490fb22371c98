package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import io.sluicegate.pipeline.catalogue.VectorForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Infers a model's manifest from its file, where a partial manifest doesn't say it already. What is inferred is only a proposal: it is
 * noted, and the partial manifest can say otherwise.
 */
public final class ManifestInference {
    /** The most inputs that are noted one by one as left to their defaults. */
    private static final int MOST_NOTED = 5;

    private final OnnxFile file;
    private final PartialManifest given;
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final FillingFeatures filling;

    private ManifestInference(OnnxFile file, PartialManifest given, List<NeededFeature> known) {
        this.file = file;
        this.given = given;
        this.filling = new FillingFeatures(file, given.features(), known, notes, problems);
    }

    /**
     * Infers a manifest.
     *
     * @param given what is said already
     * @param known the features that the model was trained on, in their order; empty if they aren't known
     * @param fingerprint the fingerprint of the feature set that the model was trained on; empty if it isn't known
     * @throws Impossible with everything that can't be inferred and isn't given
     */
    public static InferredManifest infer(
            OnnxFile file,
            String model,
            String version,
            PartialManifest given,
            List<NeededFeature> known,
            String fingerprint)
            throws Impossible {
        return new ManifestInference(file, given, known).infer(model, version, fingerprint);
    }

    private InferredManifest infer(String model, String version, String fingerprint) throws Impossible {
        var inputs = inputs();
        var output = new OutputInference(file, notes, problems).infer(given.output());
        if (!problems.isEmpty()) {
            throw new Impossible(problems);
        }
        try {
            var manifest = new Manifest(
                    model,
                    version,
                    given.featureSet().orElse(fingerprint),
                    filling.needed(),
                    inputs,
                    output,
                    given.created().orElse(Instant.EPOCH),
                    given.trainedOn().orElse(""));
            return new InferredManifest(manifest, notes);
        } catch (IllegalArgumentException e) {
            throw new Impossible(List.of(String.valueOf(e.getMessage())));
        }
    }

    private List<Input> inputs() {
        var byName = new LinkedHashMap<String, PartialInput>();
        given.inputs().forEach(input -> byName.put(input.name(), input));
        var inputs = new ArrayList<Input>();
        for (var value : file.inputs()) {
            var partial = Optional.ofNullable(byName.remove(value.name()));
            input(value, partial.orElseGet(() -> PartialInput.named(value.name())))
                    .ifPresent(inputs::add);
        }
        for (var optional : byName.values()) {
            file.defaults().stream()
                    .filter(value -> value.name().equals(optional.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            value -> input(value, optional).ifPresent(inputs::add),
                            () -> problems.add("the manifest names input '" + optional.name() + "', but the model has "
                                    + Stream.concat(file.inputs().stream(), file.defaults().stream())
                                            .map(OnnxValue::name)
                                            .toList()));
        }
        noteDefaults(file.defaults().stream()
                .filter(value -> inputs.stream().noneMatch(input -> input.name().equals(value.name())))
                .toList());
        return inputs;
    }

    /** Old exporters list each weight among the inputs. */
    private void noteDefaults(List<OnnxValue> left) {
        if (left.size() > MOST_NOTED) {
            notes.add(left.size() + " inputs are left to the model's defaults: '"
                    + left.get(0).name() + "' to '" + left.get(left.size() - 1).name()
                    + "'; list one in the manifest to feed it");
            return;
        }
        left.forEach(value -> notes.add("input '" + value.name() + "' (" + value.text()
                + ") is left to the model's default; list it in the manifest to feed it"));
    }

    private Optional<Input> input(OnnxValue value, PartialInput partial) {
        if (value.type().isEmpty()) {
            problems.add("input '" + value.name() + "' is " + value.text()
                    + ": a model's inputs must be tensors of numbers, booleans or strings");
            return Optional.empty();
        }
        var type = value.type().get();
        var batched = partial.batched().orElseGet(() -> new BatchAxes(file, notes).isBatched(value));
        var row = row(value, partial, batched);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (partial.features().isEmpty() && row.get().stream().anyMatch(length -> length < 1)) {
            problems.add("input '" + value.name() + "' has rows of shape " + row.get()
                    + ": name its features in the manifest, or its lengths");
            return Optional.empty();
        }
        var names = partial.features().or(() -> filling.names(value, row.get()));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        filling.take(names.get(), value, row.get());
        var shape = partial.shape().isPresent() || isOpen(value, batched)
                ? Optional.of(row.get())
                : Optional.<List<Long>>empty();
        return Optional.of(new Input(
                value.name(),
                type,
                names.get(),
                shape,
                batched,
                partial.missing().orElseGet(() -> Missing.of(type))));
    }

    /** Whether the file leaves a length of a row open. */
    private static boolean isOpen(OnnxValue value, boolean batched) {
        return value.shape().isEmpty()
                || ownRow(value.shape().get(), batched).stream().anyMatch(Length::isAny);
    }

    private static List<Length> ownRow(List<Length> shape, boolean batched) {
        return batched && !shape.isEmpty() ? shape.subList(1, shape.size()) : shape;
    }

    private Optional<List<Long>> row(OnnxValue value, PartialInput partial, boolean batched) {
        if (partial.shape().isPresent()) {
            return partial.shape();
        }
        var fillers = filling.known(value, partial.features());
        var count = fillers.stream().mapToLong(NeededFeature::elements).sum();
        var vector = fillers.size() == 1 ? fillers.get(0).vector() : Optional.<VectorForm>empty();
        if (value.shape().isEmpty()) {
            if (fillers.isEmpty()) {
                problems.add("input '" + value.name()
                        + "' has no shape in the model: name its features in the manifest, or its shape");
                return Optional.empty();
            }
            return Optional.of(vector.map(ManifestInference::lengths).orElseGet(() -> List.of(count)));
        }
        var own = ownRow(value.shape().get(), batched);
        var open = own.stream().filter(Length::isAny).count();
        var rest = FillingFeatures.product(
                own.stream().filter(length -> !length.isAny()).mapToLong(Length::value));
        if (open == 0) {
            return Optional.of(own.stream().map(Length::value).toList());
        }
        if (open > 1 && vector.filter(form -> fits(form, own)).isPresent()) {
            return vector.map(ManifestInference::lengths);
        }
        if (open > 1 || fillers.isEmpty() || rest < 1 || count % rest != 0) {
            problems.add("input '" + value.name() + "' is " + value.text() + ", which leaves " + open
                    + (open == 1 ? " length" : " lengths") + " of a row open: name its features in the manifest, or its"
                    + " shape, for example 'shape: "
                    + own.stream()
                            .map(length -> length.isAny() ? "3" : length.toString())
                            .toList() + "'");
            return Optional.empty();
        }
        return Optional.of(own.stream()
                .map(length -> length.isAny() ? count / rest : length.value())
                .toList());
    }

    private static List<Long> lengths(VectorForm form) {
        return form.shape().stream().map(Integer::longValue).toList();
    }

    private static boolean fits(VectorForm form, List<Length> own) {
        return form.shape().size() == own.size()
                && IntStream.range(0, own.size())
                        .allMatch(axis -> own.get(axis).isAny()
                                || own.get(axis).value() == form.shape().get(axis));
    }
}
