package io.sluicegate.bench.chaos.domain;

import java.util.List;

/**
 * The result of a check.
 *
 * @param promise the promise
 * @param checked the number of things checked
 * @param faults each violation of the promise, and where it is
 * @param tolerated the number of violations that the guarantee allows
 */
public record Finding(String promise, long checked, List<String> faults, long tolerated) {
    public Finding {
        faults = List.copyOf(faults);
    }

    public Finding(String promise, long checked, List<String> faults) {
        this(promise, checked, faults, 0);
    }

    /** Whether the promise is kept; a promise without anything to check isn't. */
    public boolean holds() {
        return faults.isEmpty() && checked > 0;
    }

    /** This finding under a guarantee that promises less: violations are only counted. */
    public Finding counted() {
        return new Finding(promise, checked, List.of(), tolerated + faults.size());
    }
}
