package io.sluicegate.scorer.tensors;

/** The elements of a tensor, the last axis fastest. */
@SuppressWarnings("ArrayRecordComponent") // as large as requests, and never compared
public sealed interface Elements {

    /** Elements of a floating-point type; a double holds each of them. */
    record Reals(double[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** Whole numbers, booleans as 0 and 1, or the bits of unsigned numbers of 64 bits. */
    record Wholes(long[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** Strings. */
    record Texts(String[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** The number of elements. */
    int count();
}
