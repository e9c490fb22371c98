package io.sluicegate.scorer.stream;

import java.util.List;
import java.util.stream.Stream;

/** The bytes of a prediction's record, what it is counted by, and what shadows said of the same row. */
final class WrittenPrediction {
    final AnswerKind kind;
    final byte[] bytes;
    private List<WrittenPrediction> shadows = List.of();

    WrittenPrediction(AnswerKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    void shadowed(WrittenPrediction shadow) {
        shadows = Stream.concat(shadows.stream(), Stream.of(shadow)).toList();
    }

    List<WrittenPrediction> shadows() {
        return shadows;
    }
}
