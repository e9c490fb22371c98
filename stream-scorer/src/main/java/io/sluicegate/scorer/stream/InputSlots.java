package io.sluicegate.scorer.stream;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where a model's inputs are in rows of one layout, or why they aren't there. */
final class InputSlots {
    private final int[] slots;
    private final boolean inOrder;
    private final Optional<Fault> fault;

    private InputSlots(int[] slots, Optional<Fault> fault) {
        this.slots = slots;
        this.inOrder = IntStream.range(1, slots.length).allMatch(i -> slots[i] == slots[i - 1] + 1);
        this.fault = fault;
    }

    static InputSlots of(int[] slots) {
        return new InputSlots(slots, Optional.empty());
    }

    /** All faults in one, under the code of the first. */
    static InputSlots unusable(List<Fault> faults) {
        var messages = faults.stream().map(Fault::message).collect(Collectors.joining("; "));
        return new InputSlots(new int[0], Optional.of(new Fault(faults.get(0).code(), messages)));
    }

    /** Why rows of the layout can't be fed; empty if they can. */
    Optional<Fault> fault() {
        return fault;
    }

    void feed(FeatureRow row, FloatBuffer into) {
        if (inOrder && slots.length > 0) { // all features as they come, mostly
            into.put(row.values, slots[0], slots.length);
        } else {
            for (var slot : slots) {
                into.put(row.values[slot]);
            }
        }
    }
}
