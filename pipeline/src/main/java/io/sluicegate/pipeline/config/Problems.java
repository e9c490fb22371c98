package io.sluicegate.pipeline.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A collector of problems, so that all are reported at once. */
public final class Problems {
    private final List<Problem> all = new ArrayList<>();

    void add(Problem problem) {
        all.add(problem);
    }

    /** All problems, in the order of the file. */
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
