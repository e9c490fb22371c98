package io.sluicegate.enricher.domain;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** An array of floating-point numbers in an event, without an object for each. */
public final class Doubles extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    /** Takes the array as it is. */
    public Doubles(double... values) {
        this.values = values;
    }

    /** The numbers of an array, which has no null. */
    static Doubles of(Collection<?> numbers) {
        return numbers instanceof Doubles doubles
                ? doubles
                : new Doubles(numbers.stream()
                        .mapToDouble(number -> ((Number) number).doubleValue())
                        .toArray());
    }

    double at(int index) {
        return values[index];
    }

    @Override
    public Double get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
