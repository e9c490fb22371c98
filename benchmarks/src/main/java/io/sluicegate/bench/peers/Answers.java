package io.sluicegate.bench.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluicegate.records.Prediction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The committed answers of one measurement, held against what the model says: each record answered, none twice under exactly-once, and
 * with the right score.
 */
final class Answers {
    static final double TOLERANCE = 1e-5;
    private static final String PREDICTION = "\"prediction\":\"[[";
    private static final int MORE = 2;

    private final Entry entry;
    private final double[] expected;
    private final Function<byte[], Prediction> reader;
    private final BitSet seen = new BitSet();
    private long[] times = new long[1 << 16];
    private int count;
    private int wrong;
    private String firstWrong = "";

    /**
     * @param expected the scores of the pool's rows
     * @param reader reads predictions that aren't JSON
     */
    Answers(Entry entry, double[] expected, Function<byte[], Prediction> reader) {
        this.entry = entry;
        this.expected = expected;
        this.reader = reader;
    }

    void add(ConsumerRecord<String, byte[]> record) {
        if (count == times.length) {
            times = Arrays.copyOf(times, MORE * times.length);
        }
        times[count++] = record.timestamp();
        int number = Integer.parseInt(record.key());
        seen.set(number);
        if (entry.contender().scores()) {
            compare(number, score(record.value()));
        }
    }

    private double score(byte[] answer) {
        return entry.contender().readsJson()
                ? ofJson(answer)
                : reader.apply(answer).getScore();
    }

    /** The first number of the prediction, which is the record's last field. */
    private static double ofJson(byte[] answer) {
        var text = new String(answer, US_ASCII);
        int from = text.lastIndexOf(PREDICTION) + PREDICTION.length();
        return Double.parseDouble(text.substring(from, text.indexOf(',', from)));
    }

    private void compare(int number, double score) {
        double right = expected[number % expected.length];
        if (!(Math.abs(score - right) <= TOLERANCE)) {
            firstWrong = wrong == 0 ? "record " + number + " got " + score + " instead of " + right : firstWrong;
            wrong++;
        }
    }

    int count() {
        return count;
    }

    /** When each was appended, in milliseconds since the epoch. */
    long[] appended() {
        return Arrays.copyOf(times, count);
    }

    /** Fails unless the records from 0 on were all answered, and rightly. */
    void check(int records) {
        int missing = records - seen.cardinality();
        int doubled = count - seen.cardinality();
        if (missing != 0) {
            throw new IllegalStateException(entry + ": " + missing + " of " + records + " records have no answer");
        }
        if (doubled != 0 && entry.exactlyOnce()) {
            throw new IllegalStateException(entry + ": " + doubled + " answers came twice under exactly-once");
        }
        if (wrong != 0) {
            throw new IllegalStateException(entry + ": " + wrong + " wrong scores; " + firstWrong);
        }
    }
}
