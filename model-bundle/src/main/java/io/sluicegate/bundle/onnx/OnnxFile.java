package io.sluicegate.bundle.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an ONNX file says of itself.
 *
 * @param bytes the size of the file
 * @param irVersion the version of the file's format
 * @param producer what wrote the file; empty if it doesn't say
 * @param opsets the versions of the operator sets by domain; the standard domain is empty
 * @param inputs the inputs that must be fed
 * @param defaults the inputs that may be fed, because the file has a default for them
 * @param operators how often each operator is used, bodies of loops and branches included
 * @param parameters the number of weights
 * @param external the files beside it that hold weights
 * @param classes the classes that a classifier or a ZipMap names, by output
 * @param hasSupplementary whether a string of the model has a character beyond U+FFFF, such as an emoji
 * @param vocabularies the values that the model knows of an input, such as the categories of a one-hot encoder, by input
 */
public record OnnxFile(
        long bytes,
        long irVersion,
        String producer,
        SortedMap<String, Long> opsets,
        List<OnnxValue> inputs,
        List<OnnxValue> defaults,
        List<OnnxValue> outputs,
        SortedMap<String, Integer> operators,
        long parameters,
        List<String> external,
        Map<String, List<String>> classes,
        boolean hasSupplementary,
        Map<String, List<String>> vocabularies) {

    public OnnxFile {
        inputs = List.copyOf(inputs);
        defaults = List.copyOf(defaults);
        outputs = List.copyOf(outputs);
        external = List.copyOf(external);
        classes = Map.copyOf(classes);
        vocabularies = Map.copyOf(vocabularies);
    }

    /** The input or default of this name. */
    public Optional<OnnxValue> input(String name) {
        return java.util.stream.Stream.concat(inputs.stream(), defaults.stream())
                .filter(value -> value.name().equals(name))
                .findFirst();
    }

    /** The file with inputs and outputs that are known from elsewhere. */
    public OnnxFile with(List<OnnxValue> otherInputs, List<OnnxValue> otherOutputs) {
        return new OnnxFile(
                bytes,
                irVersion,
                producer,
                opsets,
                otherInputs,
                defaults,
                otherOutputs,
                operators,
                parameters,
                external,
                classes,
                hasSupplementary,
                vocabularies);
    }

    /** The output of this name. */
    public Optional<OnnxValue> output(String name) {
        return outputs.stream().filter(value -> value.name().equals(name)).findFirst();
    }
}
