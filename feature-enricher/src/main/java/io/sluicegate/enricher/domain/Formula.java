package io.sluicegate.enricher.domain;

import org.jspecify.annotations.Nullable;

/** How one feature is computed once those before it are known. */
interface Formula {
    @Nullable
    Object evaluate(Scope scope);
}
