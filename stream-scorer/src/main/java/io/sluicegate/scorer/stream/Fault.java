package io.sluicegate.scorer.stream;

import io.sluicegate.runtime.deadletter.ErrorCode;

/** Why a record gets no score. */
record Fault(ErrorCode code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
