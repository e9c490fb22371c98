package io.sluicegate.scorer.tensors;

import io.sluicegate.bundle.ElementType;

/**
 * An input or output as a model declares it.
 *
 * @param shape the lengths of its axes, the first of which is the number of rows if the model takes many; -1 stands for any length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TensorSpec(String name, ElementType type, long[] shape) {
    /** Stands for any length. */
    public static final long ANY = -1;
}
