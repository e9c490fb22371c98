package io.sluicegate.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The source of the values of one case of a {@link Law}, which keeps them for the failure's message. A case of edges draws only
 * edge values: the digits of the case's number choose those of the first draws, so that every combination of them occurs; later
 * draws choose at random. Any other case draws an edge value one time in eight, and otherwise numbers of every magnitude.
 */
public final class Draw {
    private static final double[] EDGES = {0, -0.0, 1, -1, 0.01, -0.01, Double.MIN_VALUE, Double.MIN_NORMAL};
    private static final List<Double> ALL_EDGES = DoubleStream.concat(
                    DoubleStream.of(EDGES),
                    DoubleStream.of(
                            Double.NaN,
                            Double.NEGATIVE_INFINITY,
                            Double.POSITIVE_INFINITY,
                            -Double.MAX_VALUE,
                            Double.MAX_VALUE))
            .boxed()
            .toList();
    private static final int EDGE_ONE_IN = 8;
    private static final int REPEAT_ONE_IN = 10;
    private static final int SHORT = 5;
    private static final int LONGEST_STRING = 255;
    private static final int SURROGATES = Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;

    private final SplittableRandom random;
    private final boolean ofEdges;
    private final List<Object> values = new ArrayList<>();
    private int digits;
    private int combinations;
    private int length;
    private int depth;

    /** @param edges the cases below this number are cases of edges */
    Draw(SplittableRandom random, int number, int edges) {
        this.random = random;
        ofEdges = number < edges;
        digits = number;
        combinations = edges;
    }

    /** Any long. */
    public long anyLong() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A long between two inclusive bounds. */
    public long between(long min, long max) {
        if (atEdge()) {
            return keep(edge(LongStream.of(0, 1, -1, 2, -2, min, min + 1, max - 1, max)
                    .filter(value -> min <= value && value <= max)
                    .distinct()
                    .boxed()
                    .toList()));
        }
        var any = random.nextLong() >> random.nextInt(Long.SIZE);
        return keep(min <= any && any <= max ? any : uniform(min, max));
    }

    /** An int between two inclusive bounds. */
    public int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }

    /** Any double, NaN and the infinities among them. */
    public double anyDouble() {
        return keep(atEdge() ? edge(ALL_EDGES) : unbounded());
    }

    /** A double between two inclusive bounds. */
    public double between(double min, double max) {
        if (atEdge()) {
            return keep(edge(DoubleStream.concat(DoubleStream.of(EDGES), DoubleStream.of(min, max))
                    .filter(value -> min <= value && value <= max)
                    .distinct()
                    .boxed()
                    .toList()));
        }
        var any = unbounded();
        return keep(min <= any && any <= max ? any : uniform(min, max));
    }

    /** Any text of up to 255 characters of the whole of Unicode. */
    public String anyString() {
        depth++;
        var text = String.join("", list(0, LONGEST_STRING, this::character));
        depth--;
        return keep(text);
    }

    /** One of the choices. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of is safe, too
    public final <T> T oneOf(T... choices) {
        return keep(edge(List.of(choices)));
    }

    /** A list whose size lies within the bounds. Half of the lists are short; one element in ten repeats an earlier one. */
    public <T> List<T> list(int min, int max, Supplier<T> element) {
        depth++;
        var size = between(min, ofEdges || oneIn(2) ? max : Math.min(max, min + SHORT));
        var list = new ArrayList<T>(size);
        while (list.size() < size) {
            list.add(!list.isEmpty() && oneIn(REPEAT_ONE_IN) ? list.get(random.nextInt(list.size())) : element.get());
        }
        depth--;
        return keep(Collections.unmodifiableList(list));
    }

    /** The number of values drawn, including those within lists. */
    int length() {
        return length;
    }

    /** The values in the order of drawing. */
    @Override
    public String toString() {
        return values.stream().map(String::valueOf).collect(Collectors.joining("; "));
    }

    private <T> T keep(T value) {
        length++;
        if (depth == 0) {
            values.add(value);
        }
        return value;
    }

    private boolean atEdge() {
        return ofEdges || oneIn(EDGE_ONE_IN);
    }

    private <T> T edge(List<T> edges) {
        var radix = edges.size();
        if (!ofEdges || combinations <= 1) {
            return edges.get(random.nextInt(radix));
        }
        var digit = digits % radix;
        digits /= radix;
        combinations = (combinations + radix - 1) / radix;
        return edges.get(digit);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private long uniform(long min, long max) {
        return min == max ? min : random.nextLong(min, max) + random.nextInt(2);
    }

    private double uniform(double min, double max) {
        var share = random.nextDouble();
        return Math.max(min, Math.min(max, min * (1 - share) + max * share));
    }

    /** A double of any bits, or a number of hundredths. */
    private double unbounded() {
        return oneIn(2)
                ? Double.longBitsToDouble(random.nextLong())
                : (random.nextLong() >> random.nextInt(Long.SIZE)) / 100.0;
    }

    private String character() {
        var scalar = between(0, Character.MAX_CODE_POINT - SURROGATES);
        return Character.toString(scalar < Character.MIN_SURROGATE ? scalar : scalar + SURROGATES);
    }
}
