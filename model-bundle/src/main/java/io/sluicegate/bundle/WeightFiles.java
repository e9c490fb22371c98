package io.sluicegate.bundle;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files beside an ONNX model's own that hold weights: its external data. A bundle's digest covers the files in its folder, so a model
 * may name these and no others. The model's file is read as a stream, and weights in it are passed over, so that a model of any size fits
 * in memory.
 */
public final class WeightFiles {
    /** The deepest nesting that protobuf's own readers take. */
    private static final int DEEPEST = 100;

    private static final String LOCATION = "location";
    /** The name under which ONNX Runtime takes weights from an address in its process's memory. */
    private static final String MEMORY = "_ORT_MEM_ADDR_";
    /** Bytes 4 to 7 of a file in ONNX Runtime's own format, which has its weights inside. */
    private static final byte[] ORT_FORMAT = "ORTM".getBytes(StandardCharsets.US_ASCII);

    private static final int ORT_FORMAT_AT = 4;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    /** The kinds of message on the way from a model to the names. */
    private enum Part {
        MODEL,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        ENTRY
    }

    /** The fields that lead on, by number. */
    private static final Map<Part, Map<Integer, Part>> FIELDS = Map.of(
            Part.MODEL, Map.of(7, Part.GRAPH, 25, Part.FUNCTION),
            Part.FUNCTION, Map.of(7, Part.NODE),
            Part.GRAPH, Map.of(1, Part.NODE, 5, Part.TENSOR, 15, Part.SPARSE_TENSOR),
            Part.NODE, Map.of(5, Part.ATTRIBUTE),
            Part.ATTRIBUTE,
                    Map.of(
                            5, Part.TENSOR,
                            6, Part.GRAPH,
                            10, Part.TENSOR,
                            11, Part.GRAPH,
                            22, Part.SPARSE_TENSOR,
                            23, Part.SPARSE_TENSOR),
            Part.SPARSE_TENSOR, Map.of(1, Part.TENSOR, 2, Part.TENSOR),
            Part.TENSOR, Map.of(13, Part.ENTRY));

    /** Thrown when a model names weights that lie elsewhere than in files of its own folder; says which, and what to do. */
    public static final class Outside extends IOException {
        private static final long serialVersionUID = 1;

        private Outside(Path model, List<String> problems) {
            super(model + " keeps weights in other files, but " + String.join("; ", problems)
                    + ": such files must lie in the folder of the model's own file or below it");
        }
    }

    private final SortedSet<String> names = new TreeSet<>();

    private WeightFiles() {}

    /**
     * The files that a model names, by name.
     *
     * @throws Outside if one of them isn't a file in the model's folder
     * @throws IOException if the model can't be read, or is no ONNX model
     */
    public static SortedMap<String, Path> of(Path model) throws IOException {
        var names = named(model);
        var folder = model.toAbsolutePath().normalize().getParent();
        if (names.isEmpty() || folder == null) {
            return new TreeMap<>();
        }
        var problems = problems(folder, names);
        if (!problems.isEmpty()) {
            throw new Outside(model, problems);
        }
        var files = new TreeMap<String, Path>();
        names.forEach(name -> files.put(name, folder.resolve(name)));
        return files;
    }

    /**
     * The names that a model gives to files with weights, wherever they lie.
     *
     * @throws IOException if the model can't be read, or is no ONNX model
     */
    public static SortedSet<String> named(Path model) throws IOException {
        if (isOrtFormat(model)) {
            return new TreeSet<>();
        }
        try (var stream = Files.newInputStream(model)) {
            var files = new WeightFiles();
            var in = CodedInputStream.newInstance(stream);
            in.setSizeLimit(Integer.MAX_VALUE);
            files.fields(Part.MODEL, in, 1);
            return files.names;
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(model + " is no ONNX file: " + e.getMessage(), e);
        }
    }

    private static boolean isOrtFormat(Path model) throws IOException {
        try (var stream = Files.newInputStream(model)) {
            var head = stream.readNBytes(ORT_FORMAT_AT + ORT_FORMAT.length);
            return head.length == ORT_FORMAT_AT + ORT_FORMAT.length
                    && Arrays.equals(head, ORT_FORMAT_AT, head.length, ORT_FORMAT, 0, ORT_FORMAT.length);
        }
    }

    private void fields(Part part, CodedInputStream in, int depth) throws IOException {
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var next = isMessage(tag) ? next(part, tag) : Optional.<Part>empty();
            if (next.isPresent()) {
                message(next.get(), in, depth + 1);
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a field ends that hasn't begun");
            }
        }
    }

    private static boolean isMessage(int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private static Optional<Part> next(Part part, int tag) {
        return Optional.ofNullable(FIELDS.getOrDefault(part, Map.of()).get(WireFormat.getTagFieldNumber(tag)));
    }

    private void message(Part part, CodedInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("it is nested more than " + DEEPEST + " deep");
        }
        var outer = in.pushLimit(in.readRawVarint32());
        if (part == Part.ENTRY) {
            entry(in);
        } else {
            fields(part, in, depth);
        }
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    private void entry(CodedInputStream in) throws IOException {
        var key = "";
        var values = new ArrayList<String>();
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var field = isMessage(tag) ? WireFormat.getTagFieldNumber(tag) : 0;
            if (field == ENTRY_KEY) {
                key = in.readString();
            } else if (field == ENTRY_VALUE) {
                values.add(in.readString());
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a field ends that hasn't begun");
            }
        }
        if (key.equals(LOCATION)) {
            names.addAll(values);
        }
    }

    private static List<String> problems(Path folder, Collection<String> names) throws IOException {
        var problems = new ArrayList<String>();
        var real = folder.toRealPath();
        for (var name : names) {
            problem(real, name).ifPresent(why -> problems.add("'" + printable(name) + "' " + why));
        }
        return problems;
    }

    private static Optional<String> problem(Path folder, String name) throws IOException {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("is no name of a file");
        }
        if (name.contains(MEMORY)) {
            return Optional.of("is an address in memory");
        }
        try {
            var path = Path.of(name);
            if (path.isAbsolute() || path.startsWith("/") || isUpwards(path)) {
                return Optional.of("is a path that leads out of the model's folder");
            }
            return problem(folder, folder.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.of("is no name of a file");
        }
    }

    private static boolean isUpwards(Path path) {
        for (var step : path) {
            if (step.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> problem(Path folder, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of("isn't there");
        }
        return file.toRealPath().startsWith(folder)
                ? Optional.empty()
                : Optional.of("is a link that leads out of the model's folder");
    }

    private static String printable(String name) {
        return name.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
