package io.sluicegate.drift.domain.violation;

import io.sluicegate.scorer.violation.OneWay;

/** The other half of a cycle between two packages. */
public final class TheOtherWay {
    public Class<?> other() {
        return OneWay.class;
    }
}
