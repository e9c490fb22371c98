package io.sluicegate.scorer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;

/**
 * A model's strings as Java passes strings to ONNX Runtime and reads them: a character beyond U+FFFF as two surrogates of three bytes
 * each, not as the four bytes of UTF-8. Without this change no such string equals one of the model's, and the model's own come back
 * garbled.
 */
final class JavaStrings {
    private JavaStrings() {}

    static void rewrite(GraphProto.Builder graph) {
        graph.getInitializerBuilderList().forEach(JavaStrings::rewrite);
        graph.getNodeBuilderList()
                .forEach(node -> node.getAttributeBuilderList().forEach(JavaStrings::rewrite));
    }

    private static void rewrite(AttributeProto.Builder attribute) {
        if (attribute.hasS()) {
            attribute.setS(rewritten(attribute.getS()));
        }
        for (var i = 0; i < attribute.getStringsCount(); i++) {
            attribute.setStrings(i, rewritten(attribute.getStrings(i)));
        }
        if (attribute.hasT()) {
            rewrite(attribute.getTBuilder());
        }
        if (attribute.hasG()) {
            rewrite(attribute.getGBuilder());
        }
    }

    private static void rewrite(TensorProto.Builder tensor) {
        for (var i = 0; i < tensor.getStringDataCount(); i++) {
            tensor.setStringData(i, rewritten(tensor.getStringData(i)));
        }
    }

    private static ByteString rewritten(ByteString utf8) {
        var text = utf8.toStringUtf8();
        if (!utf8.isValidUtf8() || text.codePointCount(0, text.length()) == text.length()) {
            return utf8;
        }
        var bytes = new ByteArrayOutputStream();
        text.chars().forEach(character -> write((char) character, bytes));
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static void write(char character, ByteArrayOutputStream bytes) {
        if (character < 0x80) {
            bytes.write(character);
            return;
        }
        if (character < 0x800) {
            bytes.write(0xC0 | (character >> 6));
        } else {
            bytes.write(0xE0 | (character >> 12));
            bytes.write(0x80 | ((character >> 6) & 0x3F));
        }
        bytes.write(0x80 | (character & 0x3F));
    }
}
