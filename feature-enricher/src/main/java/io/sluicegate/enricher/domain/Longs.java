package io.sluicegate.enricher.domain;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** An array of whole numbers in an event, without an object for each. */
public final class Longs extends AbstractList<Long> implements RandomAccess {
    private final long[] values;

    /** Takes the array as it is. */
    public Longs(long... values) {
        this.values = values;
    }

    /** The numbers of an array, which has no null. */
    static Longs of(Collection<?> numbers) {
        return numbers instanceof Longs longs
                ? longs
                : new Longs(numbers.stream()
                        .mapToLong(number -> ((Number) number).longValue())
                        .toArray());
    }

    long at(int index) {
        return values[index];
    }

    @Override
    public Long get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
