package io.sluicegate.scorer.stream;

/** The bytes of a prediction's record, and what it is counted by. */
final class WrittenPrediction {
    final AnswerKind kind;
    final byte[] bytes;

    WrittenPrediction(AnswerKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }
}
