package io.sluicegate.enricher.events;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A reader of one value of a writer's schema. */
@FunctionalInterface
interface Value {
    @Nullable
    Object read(BinaryInput in) throws IOException;
}
