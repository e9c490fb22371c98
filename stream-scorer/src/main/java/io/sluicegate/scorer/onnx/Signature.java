package io.sluicegate.scorer.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A loaded model's inputs and outputs, checked against its manifest.
 *
 * @param rows the number of rows that each call must have; 0 if any number will do
 * @param oneByOne whether a call can answer only one row, because an input has no axis of rows
 * @param outputs the outputs that are passed on, in the model's order
 */
record Signature(List<ModelInput> inputs, int rows, boolean oneByOne, List<String> outputs) {
    private static final long ANY = -1;
    /** The largest batch that a model may insist on. */
    private static final long MOST_ROWS = 1 << 16;

    /** Whether the first axis of some input is that of the rows. */
    boolean isBatched() {
        return inputs.stream().anyMatch(ModelInput::batched);
    }

    Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Checks a session.
     *
     * @param converted the inputs that the session takes as int64 under other names
     * @throws BadModelException with every contradiction to the manifest
     */
    static Signature of(OrtSession session, Manifest manifest, Map<String, Adaptation.Converted> converted)
            throws OrtException, BadModelException {
        var check = new Check(manifest, converted);
        check.inputs(session.getInputInfo());
        check.outputs(session.getOutputInfo());
        if (!check.problems.isEmpty()) {
            throw new BadModelException(check.problems);
        }
        var rows = check.batched || check.fixed > 0 ? check.fixed : 1;
        return new Signature(check.inputs, Math.toIntExact(rows), !check.batched, check.outputs);
    }

    private static final class Check {
        private final Manifest manifest;
        private final Map<String, Adaptation.Converted> converted;
        private final List<String> problems = new ArrayList<>();
        private final List<ModelInput> inputs = new ArrayList<>();
        private final List<String> outputs = new ArrayList<>();
        private boolean batched = true;
        private long fixed;

        Check(Manifest manifest, Map<String, Adaptation.Converted> converted) {
            this.manifest = manifest;
            this.converted = converted;
        }

        void inputs(Map<String, NodeInfo> infos) {
            for (var input : manifest.inputs()) {
                var info = infos.get(fedName(input.name()));
                if (info == null) {
                    problems.add(
                            "the manifest names input '" + input.name() + "', but the model has " + infos.keySet());
                } else {
                    input(input, info.getInfo());
                }
            }
            var named = manifest.inputs().stream()
                    .map(input -> fedName(input.name()))
                    .toList();
            infos.forEach((name, info) -> {
                if (!named.contains(name)) {
                    problems.add("the model has input '" + name + "' (" + Types.text(info.getInfo())
                            + "), which the manifest doesn't name: list it with the features that fill it");
                }
            });
        }

        private String fedName(String input) {
            var conversion = converted.get(input);
            return conversion == null ? input : conversion.fedName();
        }

        private void input(Input input, ValueInfo info) {
            var fed = info instanceof TensorInfo tensor ? Types.element(tensor) : Optional.<ElementType>empty();
            if (fed.isEmpty()) {
                problems.add("input '" + input.name() + "' is " + Types.text(info)
                        + "; a model's inputs must be tensors of numbers, booleans or strings");
                return;
            }
            var conversion = converted.get(input.name());
            var type = conversion == null ? fed.get() : conversion.type();
            if (type != input.type()) {
                problems.add("input '" + input.name() + "' is " + type.text() + ", but the manifest says "
                        + input.type().text());
                return;
            }
            row(input, ((TensorInfo) info).getShape())
                    .ifPresent(row -> inputs.add(new ModelInput(
                            input.name(),
                            fedName(input.name()),
                            type,
                            fed.get(),
                            row,
                            input.batched(),
                            input.missing())));
            batched &= input.batched();
        }

        /** The shape of one row. */
        private Optional<long[]> row(Input input, long[] shape) {
            var unknown = shape.length == 0 && input.batched();
            var declared = input.shape()
                    .map(lengths -> lengths.stream().mapToLong(Long::longValue).toArray())
                    .or(() -> ofVector(input, shape, unknown));
            if (unknown) { // a scalar, or the model doesn't say its rank
                return filled(input, declared.orElseGet(() -> new long[] {ANY}), shape);
            }
            var own = input.batched() ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
            if (input.batched() && shape[0] != ANY) {
                fix(input, shape[0]);
            }
            return declared.isPresent() ? both(input, declared.get(), own, shape) : filled(input, own, shape);
        }

        /** The shape of the vector that fills an input alone, where the model doesn't say a row's shape. */
        private Optional<long[]> ofVector(Input input, long[] shape, boolean unknown) {
            var open = Arrays.stream(shape)
                    .skip(input.batched() ? 1 : 0)
                    .filter(length -> length == ANY)
                    .count();
            return manifest.vector(input).filter(form -> unknown || open > 1).map(form -> form.shape().stream()
                    .mapToLong(Integer::longValue)
                    .toArray());
        }

        private void fix(Input input, long rows) {
            if (fixed != 0 && fixed != rows) {
                problems.add("input '" + input.name() + "' takes " + rows + " rows at a time, but another input takes "
                        + fixed);
            }
            if (rows < 0 || rows > MOST_ROWS) {
                problems.add(
                        "input '" + input.name() + "' takes " + rows + " rows at a time; the limit is " + MOST_ROWS);
            }
            fixed = rows;
        }

        /** The product of lengths; 0 if one of them isn't positive, and the greatest number if it is beyond that. */
        private static long product(LongStream lengths) {
            return lengths.reduce(1, (a, b) -> a < 1 || b < 1 ? 0 : a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b);
        }

        private Optional<long[]> both(Input input, long[] declared, long[] own, long[] shape) {
            var fits = declared.length == own.length;
            for (var i = 0; fits && i < own.length; i++) {
                fits = own[i] == ANY || declared[i] == ANY || own[i] == declared[i];
            }
            if (!fits) {
                problems.add("input '" + input.name() + "' has shape " + Types.shape(shape)
                        + ", which doesn't fit rows of shape " + Types.shape(declared) + " in the manifest");
                return Optional.empty();
            }
            var row = own.clone();
            for (var i = 0; i < row.length; i++) {
                row[i] = own[i] == ANY ? declared[i] : own[i];
            }
            return filled(input, row, shape);
        }

        /** The row's shape, where the features decide one open length. */
        private Optional<long[]> filled(Input input, long[] row, long[] shape) {
            var features = manifest.elements(input);
            var known = product(Arrays.stream(row).filter(length -> length != ANY));
            var open = Arrays.stream(row).filter(length -> length == ANY).count();
            if (open > 1) {
                problems.add("input '" + input.name() + "' has shape " + Types.shape(shape) + ", which leaves " + open
                        + " lengths of a row open: name the row's shape in the manifest");
                return Optional.empty();
            }
            if (known == 0 || (open == 0 ? known != features : features % known != 0)) {
                problems.add("input '" + input.name() + "' has shape " + Types.shape(shape) + ", " + known
                        + (known == 1 ? " element" : " elements") + (open == 0 ? "" : " times any")
                        + " in a row, but the manifest names " + named(input, features)
                        + (input.batched() ? "" : " and says that the input isn't batched"));
                return Optional.empty();
            }
            var filled = Arrays.stream(row)
                    .map(length -> length == ANY ? features / known : length)
                    .toArray();
            return Optional.of(filled);
        }

        private static String named(Input input, int elements) {
            var count = input.features().size();
            return count
                    + (count == 1 ? " feature" : " features")
                    + (elements == count ? "" : " of " + elements + " elements");
        }

        void outputs(Map<String, NodeInfo> infos) {
            infos.forEach((name, info) -> {
                if (isReadable(info.getInfo())) {
                    outputs.add(name);
                }
            });
            var answer = manifest.output();
            answer.score()
                    .ifPresent(score -> named("score", score.output(), infos).ifPresent(info -> score(score, info)));
            answer.label().ifPresent(label -> named("label", label, infos).ifPresent(info -> label(label, info)));
            answer.probabilities().ifPresent(it -> named("probabilities", it.output(), infos)
                    .ifPresent(info -> probabilities(it, info)));
        }

        private static boolean isReadable(ValueInfo info) {
            return info instanceof TensorInfo tensor
                    ? Types.element(tensor).isPresent()
                    : info instanceof MapInfo || info instanceof SequenceInfo;
        }

        private Optional<ValueInfo> named(String what, String output, Map<String, NodeInfo> infos) {
            var info = infos.get(output);
            if (info == null) {
                problems.add(
                        "the manifest's " + what + " is output '" + output + "', but the model has " + infos.keySet());
                return Optional.empty();
            }
            if (!isReadable(info.getInfo())) {
                problems.add("the " + what + ", output '" + output + "', is " + Types.text(info.getInfo())
                        + ", which can't be read");
                return Optional.empty();
            }
            return Optional.of(info.getInfo());
        }

        private void score(Manifest.Score score, ValueInfo info) {
            var place = score.place();
            if (info instanceof TensorInfo tensor) {
                if (Types.element(tensor)
                        .filter(type -> type == ElementType.STRING)
                        .isPresent()) {
                    problems.add("the score, output '" + score.output() + "', is a string, not a number");
                } else if (place instanceof Place.Key key) {
                    problems.add("the score is key '" + key.key() + "' of output '" + score.output()
                            + "', which is no map: name an index");
                } else if (place instanceof Place.Index index) {
                    index(score.output(), index.index(), tensor.getShape());
                }
            } else if (isOfTensors(info)) {
                if (((SequenceInfo) info).sequenceType == OnnxJavaType.STRING) {
                    problems.add("the score, output '" + score.output() + "', is of strings, not numbers");
                }
            } else if (place instanceof Place.Index) {
                problems.add("the score is a column of output '" + score.output() + "', which is " + Types.text(info)
                        + ": name its key");
            }
        }

        private static boolean isOfTensors(ValueInfo info) {
            return info instanceof SequenceInfo sequence && !sequence.sequenceOfMaps;
        }

        private void index(String output, int index, long[] shape) {
            var columns = 1L;
            for (var i = batched ? 1 : 0; i < shape.length; i++) {
                columns = shape[i] == ANY || columns == ANY ? ANY : columns * shape[i];
            }
            if (columns != ANY && index >= columns) {
                problems.add("the score is column " + index + " of output '" + output + "', which has " + columns);
            }
        }

        private void label(String output, ValueInfo info) {
            if (!(info instanceof TensorInfo) && !isOfTensors(info)) {
                problems.add("the label, output '" + output + "', is " + Types.text(info) + ", not one class a row");
            }
        }

        private void probabilities(Manifest.Probabilities probabilities, ValueInfo info) {
            var output = probabilities.output();
            if (!(info instanceof TensorInfo tensor)) {
                if (isOfTensors(info)) {
                    problems.add("the probabilities, output '" + output + "', are " + Types.text(info)
                            + ", neither a tensor nor a map");
                }
                return;
            }
            if (Types.element(tensor)
                    .filter(type -> type.kind() == ElementType.Kind.FLOATING)
                    .isEmpty()) {
                problems.add("the probabilities, output '" + output + "', are " + Types.text(info)
                        + ", not floating-point numbers");
            }
            var shape = tensor.getShape();
            var classes = probabilities.classes().size();
            if (shape.length == 2 && shape[1] != ANY && classes > 0 && shape[1] != classes) {
                problems.add("the manifest names " + classes + " classes, but output '" + output + "' has shape "
                        + Types.shape(shape));
            }
        }
    }
}
