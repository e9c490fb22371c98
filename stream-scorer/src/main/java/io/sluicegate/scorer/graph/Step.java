package io.sluicegate.scorer.graph;

/** A step of a compiled graph: computes the elements of some slots from those of others. */
interface Step {
    void run(Object[] slots, int rows);

    /** The step for a thread of its own, for calls of up to so many rows. */
    default Step ofThread(int rows) {
        return this;
    }
}
