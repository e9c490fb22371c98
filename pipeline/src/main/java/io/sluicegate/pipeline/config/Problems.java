package io.sluicegate.pipeline.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong, so that it is all said at once. */
public final class Problems {
    private final List<Problem> all = new ArrayList<>();

    void add(Problem problem) {
        all.add(problem);
    }

    /** All of them, in the order of the file. */
    public List<Problem> all() {
        return all.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    public boolean none() {
        return all.isEmpty();
    }

    public void throwIfAny() {
        if (!none()) {
            throw new ConfigException(all());
        }
    }
}
