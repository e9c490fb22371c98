package io.sluicegate.scorer.stream;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a model's inputs are in rows of one layout, or why they aren't there. */
final class InputSlots {
    private final int[] slots;
    private final Optional<Fault> fault;

    private InputSlots(int[] slots, Optional<Fault> fault) {
        this.slots = slots;
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
        for (var slot : slots) {
            into.put(row.values[slot]);
        }
    }
}
