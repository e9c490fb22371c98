package io.sluicegate.scorer.endpoint.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The writer of an inference request's answer: a JSON object, and the binary data of outputs that are wanted so. */
public final class AnswerWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * An answer's body.
     *
     * @param jsonLength how many of its bytes are JSON; empty if all are
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Body(byte[] bytes, OptionalInt jsonLength) {}

    /** An output, and whether it is written as binary data. */
    public record Output(Tensor tensor, boolean binary) {}

    private AnswerWriter() {}

    public static Body write(String model, String version, Optional<String> id, List<Output> outputs) {
        var bytes = new ByteArrayOutputStream();
        var binary = new ArrayList<byte[]>();
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model_name", model);
            json.writeStringField("model_version", version);
            if (id.isPresent()) {
                json.writeStringField("id", id.get());
            }
            json.writeArrayFieldStart("outputs");
            for (var output : outputs) {
                write(json, output, binary);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory doesn't fail
        }
        var jsonLength = binary.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bytes.size());
        binary.forEach(bytes::writeBytes);
        return new Body(bytes.toByteArray(), jsonLength);
    }

    private static void write(JsonGenerator json, Output output, List<byte[]> binary) throws IOException {
        var tensor = output.tensor();
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeStringField("datatype", Datatype.of(tensor.type()));
        json.writeFieldName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        if (output.binary()) {
            var data = BinaryElements.write(tensor);
            binary.add(data);
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", data.length);
            json.writeEndObject();
        } else {
            data(json, tensor);
        }
        json.writeEndObject();
    }

    private static void data(JsonGenerator json, Tensor tensor) throws IOException {
        json.writeArrayFieldStart("data");
        if (tensor.elements() instanceof Elements.Texts texts) {
            for (var value : texts.values()) {
                json.writeString(value);
            }
        } else if (tensor.elements() instanceof Elements.Wholes wholes) {
            for (var value : wholes.values()) {
                whole(json, tensor.type(), value);
            }
        } else {
            for (var value : ((Elements.Reals) tensor.elements()).values()) {
                real(json, tensor.type(), value);
            }
        }
        json.writeEndArray();
    }

    private static void whole(JsonGenerator json, ElementType type, long value) throws IOException {
        switch (type) {
            case BOOL -> json.writeBoolean(value != 0);
            case UINT64 -> json.writeNumber(Long.toUnsignedString(value));
            default -> json.writeNumber(value);
        }
    }

    private static void real(JsonGenerator json, ElementType type, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeString(Double.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf");
        } else if (type == ElementType.FLOAT64) {
            json.writeNumber(value);
        } else {
            json.writeNumber((float) value);
        }
    }
}
