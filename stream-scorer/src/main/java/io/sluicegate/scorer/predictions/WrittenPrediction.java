package io.sluicegate.scorer.predictions;

import java.util.List;
import java.util.stream.Stream;

/** The bytes of a prediction's record, the labels by which it is counted, and the shadows' predictions for the same row. */
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
