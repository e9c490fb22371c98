package io.sluicegate.enricher.domain;

import org.jspecify.annotations.Nullable;

/** The computation of one feature from the event, its windows and the features before it. */
interface Formula {
    @Nullable
    Object evaluate(Scope scope);
}
