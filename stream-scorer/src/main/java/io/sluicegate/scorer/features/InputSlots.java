package io.sluicegate.scorer.features;

import io.sluicegate.pipeline.catalogue.Rejection;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The slots of a model's inputs in rows of one layout, or the reason why the rows lack them. */
public final class InputSlots {
    private final int[] slots;
    private final boolean inOrder;
    private final Optional<Rejection> rejection;

    private InputSlots(int[] slots, Optional<Rejection> rejection) {
        this.slots = slots;
        this.inOrder = IntStream.range(1, slots.length).allMatch(i -> slots[i] == slots[i - 1] + 1);
        this.rejection = rejection;
    }

    static InputSlots of(int[] slots) {
        return new InputSlots(slots, Optional.empty());
    }

    /** Slots of an unusable layout; combines all rejections under the code of the first. */
    static InputSlots unusable(List<Rejection> rejections) {
        var messages = rejections.stream().map(Rejection::message).collect(Collectors.joining("; "));
        return new InputSlots(
                new int[0], Optional.of(new Rejection(rejections.get(0).code(), messages)));
    }

    /** Why the model can't be fed rows of the layout; empty if it can. */
    public Optional<Rejection> rejection() {
        return rejection;
    }

    public void feed(FeatureRow row, FloatBuffer into) {
        if (inOrder && slots.length > 0) { // all features as they come, mostly
            into.put(row.values, slots[0], slots.length);
        } else {
            for (var slot : slots) {
                into.put(row.values[slot]);
            }
        }
    }
}
