package io.sluicegate.scorer.violation;

import io.sluicegate.drift.domain.violation.TheOtherWay;

/** One half of a cycle between two packages. */
public final class OneWay {
    public Class<?> other() {
        return TheOtherWay.class;
    }
}
