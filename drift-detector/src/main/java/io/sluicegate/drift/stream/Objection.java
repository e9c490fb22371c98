package io.sluicegate.drift.stream;

import io.sluicegate.platform.deadletter.ErrorCode;

/** Why a record that could be decoded can't be counted, in a code and in words. */
record Objection(ErrorCode code, String message) {}
