package io.sluicegate.scorer.predictions;

import java.util.List;
import java.util.stream.Stream;

/** The bytes of a prediction's record, what it is counted by, and what shadows said of the same row. */
public final class WrittenPrediction {
    public final AnswerKind kind;
    public final byte[] bytes;
    private List<WrittenPrediction> shadows = List.of();

    WrittenPrediction(AnswerKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    public void shadowed(WrittenPrediction shadow) {
        shadows = Stream.concat(shadows.stream(), Stream.of(shadow)).toList();
    }

    public List<WrittenPrediction> shadows() {
        return shadows;
    }
}
