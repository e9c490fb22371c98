package io.sluicegate.scorer.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime's own format of model files, which only ONNX Runtime reads. */
final class OrtFormat {
    private static final String IDENTIFIER = "ORTM";
    private static final int IDENTIFIER_AT = 4;

    private OrtFormat() {}

    /** Whether a file is in this format, whatever its name. */
    static boolean isFormatOf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = new String(in.readNBytes(IDENTIFIER_AT + IDENTIFIER.length()), ISO_8859_1);
            return head.startsWith(IDENTIFIER, IDENTIFIER_AT);
        }
    }
}
