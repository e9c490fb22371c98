package io.sluicegate.scorer.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.bundle.onnx.OnnxFileReader;
import io.sluicegate.bundle.onnx.OnnxValue;
import io.sluicegate.bundle.onnx.OnnxValue.Kind;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a model says of itself: its file, completed by what ONNX Runtime knows. Of a file in ONNX Runtime's own format only the runtime
 * knows anything.
 *
 * @param isOrt whether the file is in ONNX Runtime's own format
 * @param fault why ONNX Runtime can't load the model
 */
public record ModelFile(OnnxFile file, boolean isOrt, Optional<String> fault) {

    /** @throws IOException if the file can't be read, or is no model; the message says which */
    public static ModelFile read(Path path) throws IOException {
        return OrtFormat.isFormatOf(path) ? ort(path) : onnx(path, OnnxFileReader.read(path));
    }

    private static ModelFile ort(Path path) throws IOException {
        try (var session = OnnxModel.open(path)) {
            var size = Files.size(path);
            var producer = session.getMetadata().getProducerName();
            var inputs = values(session.getInputInfo().values());
            var outputs = values(session.getOutputInfo().values());
            var file = new OnnxFile(
                    size,
                    0,
                    producer,
                    new TreeMap<>(),
                    inputs,
                    List.of(),
                    outputs,
                    new TreeMap<>(),
                    0,
                    List.of(),
                    Map.of(),
                    false,
                    Map.of());
            return new ModelFile(file, true, Optional.empty());
        } catch (OrtException e) {
            throw new IOException(path + " can't be loaded by ONNX Runtime: " + OrtMessage.of(e), e);
        }
    }

    private static ModelFile onnx(Path path, OnnxFile file) {
        try (var session = OnnxModel.open(path)) {
            return new ModelFile(completed(file, session), false, Optional.empty());
        } catch (OrtException | IOException e) {
            return new ModelFile(file, false, Optional.of(OrtMessage.of(e)));
        }
    }

    private static OnnxFile completed(OnnxFile file, OrtSession session) throws OrtException {
        var inputs = session.getInputInfo();
        var outputs = session.getOutputInfo();
        return file.with(
                file.inputs().stream().map(value -> completed(value, inputs)).toList(),
                file.outputs().stream().map(value -> completed(value, outputs)).toList());
    }

    /** The value with what ONNX Runtime infers where the file says nothing. */
    private static OnnxValue completed(OnnxValue value, Map<String, NodeInfo> known) {
        var info = known.get(value.name());
        var silent = value.kind() == Kind.TENSOR ? value.shape().isEmpty() : value.kind() == Kind.OTHER;
        if (!silent || info == null) {
            return value;
        }
        var hasNoRank = info.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 0;
        return hasNoRank && value.kind() == Kind.TENSOR ? value : value(info);
    }

    private static List<OnnxValue> values(Collection<NodeInfo> infos) {
        return infos.stream().map(ModelFile::value).toList();
    }

    private static OnnxValue value(NodeInfo node) {
        var info = node.getInfo();
        if (info instanceof TensorInfo tensor) {
            return OnnxValue.tensor(
                    node.getName(), Types.element(tensor), Types.elementName(tensor), Optional.of(shape(tensor)));
        }
        if (info instanceof SequenceInfo sequence && !sequence.sequenceOfMaps) {
            return OnnxValue.tensors(node.getName(), Types.element(sequence.sequenceType));
        }
        var maps = info instanceof MapInfo || info instanceof SequenceInfo;
        return OnnxValue.other(node.getName(), maps ? Kind.MAPS : Kind.OTHER, Types.text(info));
    }

    private static List<Length> shape(TensorInfo tensor) {
        var lengths = tensor.getShape();
        var names = tensor.getDimensionNames();
        return IntStream.range(0, lengths.length)
                .mapToObj(axis -> lengths[axis] > 0
                        ? new Length(lengths[axis], "")
                        : new Length(Length.ANY, names.length > axis ? names[axis] : ""))
                .toList();
    }
}
