package io.sluicegate.bench.peers.ahead;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Reads decimal numbers straight from a text's bytes. */
final class Numbers {
    /** Powers of ten, as far as the digits of a float go. */
    private static final double[] POWERS =
            IntStream.range(0, 64).mapToDouble(power -> Math.pow(10, power)).toArray();

    private final byte[] bytes;
    private int place;

    Numbers(byte[] bytes, int from) {
        this.bytes = bytes;
        this.place = from;
    }

    /** Reads numbers, each with a comma behind it, until a quotation mark. */
    void readTo(FloatBuffer to) {
        while (bytes[place] != '"') {
            to.put((float) number());
            place++; // the comma
        }
    }

    private double number() {
        boolean negative = bytes[place] == '-';
        place += negative ? 1 : 0;
        long digits = 0;
        int decimals = 0;
        boolean fraction = false;
        for (int next = bytes[place]; next == '.' || isDigit(next); next = bytes[++place]) {
            if (next == '.') {
                fraction = true;
            } else {
                digits = digits * 10 + next - '0';
                decimals += fraction ? 1 : 0;
            }
        }
        int power = exponent() - decimals;
        double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        return negative ? -value : value;
    }

    private static boolean isDigit(int next) {
        return next >= '0' && next <= '9';
    }

    private int exponent() {
        if (bytes[place] != 'E') {
            return 0;
        }
        place++;
        boolean negative = bytes[place] == '-';
        place += negative ? 1 : 0;
        int exponent = 0;
        while (isDigit(bytes[place])) {
            exponent = exponent * 10 + bytes[place++] - '0';
        }
        return negative ? -exponent : exponent;
    }
}
