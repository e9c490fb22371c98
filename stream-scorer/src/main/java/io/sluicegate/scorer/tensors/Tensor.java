package io.sluicegate.scorer.tensors;

import io.sluicegate.bundle.ElementType;

/** An input or output with its elements, of which there are as many as the shape says. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tensor(String name, ElementType type, long[] shape, Elements elements) {}
