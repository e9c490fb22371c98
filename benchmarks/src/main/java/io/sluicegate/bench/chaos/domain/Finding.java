package io.sluicegate.bench.chaos.domain;

import java.util.List;

/**
 * What a check found.
 *
 * @param promise what is promised
 * @param checked how many things were looked at
 * @param faults each thing that breaks the promise, and where it lies
 * @param tolerated how many break it where the guarantee allows that
 */
public record Finding(String promise, long checked, List<String> faults, long tolerated) {
    public Finding {
        faults = List.copyOf(faults);
    }

    public Finding(String promise, long checked, List<String> faults) {
        this(promise, checked, faults, 0);
    }

    /** The promise is kept; one that nothing was held against is not. */
    public boolean holds() {
        return faults.isEmpty() && checked > 0;
    }

    /** The same where the guarantee promises less: faults are counted, and no more. */
    public Finding counted() {
        return new Finding(promise, checked, List.of(), tolerated + faults.size());
    }
}
