package io.sluicegate.scorer.graph;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.scorer.trees.NotCompilable;

/** Elements as another type. */
final class Casts {
    private Casts() {}

    /** Elements as float32; those that are already stay. */
    static float[] floats(Object elements) {
        if (elements instanceof float[] floats) {
            return floats;
        }
        return elements instanceof double[] doubles ? floats(doubles) : floats((long[]) elements);
    }

    private static float[] floats(double[] doubles) {
        var floats = new float[doubles.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private static float[] floats(long[] wholes) {
        var floats = new float[wholes.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) wholes[i];
        }
        return floats;
    }

    /** Elements as float64; those that are already stay. */
    static double[] doubles(Object elements) {
        if (elements instanceof double[] doubles) {
            return doubles;
        }
        return elements instanceof float[] floats ? doubles(floats) : doubles((long[]) elements);
    }

    private static double[] doubles(float[] floats) {
        var doubles = new double[floats.length];
        for (var i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    private static double[] doubles(long[] wholes) {
        var doubles = new double[wholes.length];
        for (var i = 0; i < doubles.length; i++) {
            doubles[i] = (double) wholes[i];
        }
        return doubles;
    }

    /** The step that converts; whole numbers are the same elements in any of their types that is wide enough. */
    static Step step(Edge from, Edge to) throws NotCompilable {
        if (from.type().kind() == Kind.TEXT || to.type().kind() == Kind.TEXT) {
            throw new NotCompilable("it converts texts");
        }
        return switch (to.type()) {
            case FLOAT32 -> (slots, rows) -> slots[to.slot()] = floats(slots[from.slot()]);
            case FLOAT64 -> (slots, rows) -> slots[to.slot()] = doubles(slots[from.slot()]);
            case INT64 -> {
                if (from.type() != ElementType.INT32 && from.type() != ElementType.BOOL) {
                    throw new NotCompilable("it converts " + from.type().text() + " to int64");
                }
                yield (slots, rows) -> slots[to.slot()] = slots[from.slot()];
            }
            default ->
                throw new NotCompilable(
                        "it converts " + from.type().text() + " to " + to.type().text());
        };
    }
}
