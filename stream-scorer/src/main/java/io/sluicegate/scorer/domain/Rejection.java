package io.sluicegate.scorer.domain;

import io.sluicegate.runtime.deadletter.ErrorCode;

/** Why a record gets no score. */
public record Rejection(ErrorCode code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
