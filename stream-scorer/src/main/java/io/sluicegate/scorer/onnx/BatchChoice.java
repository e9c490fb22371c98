package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The choice of the most rows in a call of a model: the fewest with which a record costs hardly more than with any other number. A call
 * has a cost of its own, which its rows share. So more rows pay off until that share is small beside what a record costs anyway; from
 * there on, they only make the first record of a call wait for the others. To choose warms the model up, too.
 *
 * @param rows the most rows in a call
 * @param words what was measured
 */
public record BatchChoice(int rows, String words) {
    /** The scorer's own cost of a call, in nanoseconds. */
    private static final double OF_CALL = 5_000;
    /** The scorer's own cost of a record, in nanoseconds. */
    private static final double OF_RECORD = 2_500;

    private static final double HARDLY_MORE = 1.03;

    private static final long MOST_BYTES = 256 << 20;

    /** First calls that take longer count by themselves, and go on only while more rows pay off. */
    private static final double FIRST_CALLS_NANOS = 200_000_000;
    /** Twice the rows pay off if they take less than so many times as long. */
    private static final double PAYS_OFF = 1.8;
    /** How often two calls are made again before the more rows are given up. */
    private static final int MOST_AGAIN = 2;

    private static final long PATIENCE_NANOS = 125_000_000;
    private static final int LEAST_ROUNDS = 2;

    /**
     * A number of rows that was tried.
     *
     * @param nanos the time of a call with so many rows
     */
    record Tried(int rows, double nanos) {
        private double nanosPerRecord() {
            return (nanos + OF_CALL) / rows + OF_RECORD;
        }
    }

    /** A call of a model with a number of rows. */
    interface Call {
        Tried tried(int rows) throws ScoringException;
    }

    /** The choice among numbers of rows in ascending order. */
    static BatchChoice among(List<Tried> tried) {
        var least = tried.stream().mapToDouble(Tried::nanosPerRecord).min().orElseThrow();
        var rows = tried.stream()
                .filter(it -> it.nanosPerRecord() <= HARDLY_MORE * least)
                .mapToInt(Tried::rows)
                .findFirst()
                .orElseThrow();
        var words = tried.stream()
                .map(it -> String.format(Locale.ROOT, "%.2f with %d", it.nanos() / it.rows() / 1_000, it.rows()))
                .collect(Collectors.joining(", "));
        return new BatchChoice(rows, "microseconds of the model for a row: " + words);
    }

    /**
     * Chooses the most rows in a call, as many as the model allows at most, and lets the model's runners make calls of no more. Runs the
     * model on its golden vectors in batches of powers of two, for about half a second; a slow model once in each.
     *
     * @param longest calls of several rows that take longer aren't made
     */
    public static BatchChoice make(OnnxModel model, Golden golden, Duration longest) throws ScoringException {
        return make(model, golden, longest, PATIENCE_NANOS);
    }

    static BatchChoice make(OnnxModel model, Golden golden, Duration longest, long patience) throws ScoringException {
        var vectors = new GoldenRows(model, golden);
        var tried = firstCalls(model, vectors, longest);
        if (nanos(tried) <= FIRST_CALLS_NANOS) {
            var sizes = tried.stream().mapToInt(Tried::rows).toArray();
            var runner = model.runner(sizes[sizes.length - 1]);
            var unused = rounds(runner, vectors, sizes, patience);
            tried = rounds(runner, vectors, sizes, patience);
        }
        return limiting(model, tried);
    }

    /** Chooses by the first call of each size that {@link #make} would try, however little that says. */
    public static BatchChoice ofFirstCalls(OnnxModel model, Golden golden, Duration longest) throws ScoringException {
        return limiting(model, firstCalls(model, new GoldenRows(model, golden), longest));
    }

    private static BatchChoice limiting(OnnxModel model, List<Tried> tried) {
        var choice = among(tried);
        model.limit(choice.rows());
        return choice;
    }

    private static List<Tried> firstCalls(OnnxModel model, GoldenRows vectors, Duration longest)
            throws ScoringException {
        return firstCalls(
                rows -> firstCall(model, vectors, rows), sizes(model.batch(), bytes(model)), longest.toNanos());
    }

    /**
     * The numbers of rows to try: powers of two and the most.
     *
     * @param bytes the bytes of a row's numbers
     */
    static int[] sizes(int batch, long bytes) {
        var most = (int) Math.max(1, Math.min(batch, MOST_BYTES / Math.max(1, bytes)));
        return IntStream.concat(IntStream.iterate(1, size -> size < most, size -> size * 2), IntStream.of(most))
                .toArray();
    }

    /**
     * Calls with each number of rows, until they take too long, stop paying off or the model fails on so many. A single call proves
     * nothing where the machine's other work may have slowed it. So before more rows are given up, both calls are made again.
     *
     * @param longest calls of several rows that take more nanoseconds don't count
     */
    static List<Tried> firstCalls(Call call, int[] sizes, long longest) throws ScoringException {
        var tried = new ArrayList<>(List.of(call.tried(sizes[0])));
        for (var place = 1; place < sizes.length; place++) {
            var fewer = tried.get(place - 1);
            var before = nanos(tried);
            try {
                var more = call.tried(sizes[place]);
                for (var again = 0; again < MOST_AGAIN && !paysOff(fewer, more, before, longest); again++) {
                    fewer = call.tried(fewer.rows());
                    more = call.tried(more.rows());
                }
                if (more.nanos() > longest) {
                    break;
                }
                tried.set(place - 1, fewer);
                tried.add(more);
                if (!paysOff(fewer, more, before, longest)) {
                    break;
                }
            } catch (ScoringException e) {
                break;
            }
        }
        return tried;
    }

    /** Whether more rows paid off, or took so little time that it doesn't matter. */
    private static boolean paysOff(Tried fewer, Tried more, double before, long longest) {
        return more.nanos() <= longest
                && (before + more.nanos() <= FIRST_CALLS_NANOS || more.nanos() < PAYS_OFF * fewer.nanos());
    }

    private static double nanos(List<Tried> tried) {
        return tried.stream().mapToDouble(Tried::nanos).sum();
    }

    /** A first call with so many rows, or the one after it where the first is slow. */
    private static Tried firstCall(OnnxModel model, GoldenRows vectors, int rows) throws ScoringException {
        var runner = model.runner(rows);
        var first = time(runner, vectors, 0, rows);
        return new Tried(rows, model.execution().actual().isSlowAtFirst() ? time(runner, vectors, 0, rows) : first);
    }

    private static long bytes(OnnxModel model) {
        return model.inputs().stream()
                .mapToLong(input -> (long) input.elements() * input.fed().bytes())
                .sum();
    }

    /** The median time of a call with each number of rows. They take turns, because a machine's other work slows each. */
    private static List<Tried> rounds(Runner runner, GoldenRows vectors, int[] sizes, long patience)
            throws ScoringException {
        var times = Stream.generate(LongStream::builder).limit(sizes.length).toList();
        var begin = System.nanoTime();
        for (var round = 0; round < LEAST_ROUNDS || System.nanoTime() - begin < patience; round++) {
            for (var place = 0; place < sizes.length; place++) {
                times.get(place).add(time(runner, vectors, round, sizes[place]));
            }
        }
        var tried = new ArrayList<Tried>(sizes.length);
        for (var place = 0; place < sizes.length; place++) {
            tried.add(new Tried(sizes[place], Median.of(times.get(place).build().toArray())));
        }
        return tried;
    }

    private static long time(Runner runner, GoldenRows vectors, int from, int rows) throws ScoringException {
        vectors.put(runner, from, from + rows);
        var begin = System.nanoTime();
        var unused = runner.run(rows);
        return System.nanoTime() - begin;
    }
}
