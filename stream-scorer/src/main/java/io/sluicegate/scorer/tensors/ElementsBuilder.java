package io.sluicegate.scorer.tensors;

import io.sluicegate.bundle.ElementType.Kind;
import java.util.Arrays;

/** Elements under construction, of which the number needn't be known before. */
public final class ElementsBuilder {
    private final Kind kind;
    private double[] reals = {};
    private long[] wholes = {};
    private String[] texts = {};
    private int count;

    /** @param expected about how many elements there will be */
    public ElementsBuilder(Kind kind, int expected) {
        this.kind = kind;
        switch (kind) {
            case FLOATING -> reals = new double[expected];
            case TEXT -> texts = new String[expected];
            default -> wholes = new long[expected];
        }
    }

    public int count() {
        return count;
    }

    public void addReal(double value) {
        if (count == reals.length) {
            reals = Arrays.copyOf(reals, grown());
        }
        reals[count++] = value;
    }

    public void addWhole(long value) {
        if (count == wholes.length) {
            wholes = Arrays.copyOf(wholes, grown());
        }
        wholes[count++] = value;
    }

    public void addText(String value) {
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, grown());
        }
        texts[count++] = value;
    }

    private int grown() {
        return Math.max(16, count + (count >> 1));
    }

    public Elements build() {
        return switch (kind) {
            case FLOATING -> new Elements.Reals(reals.length == count ? reals : Arrays.copyOf(reals, count));
            case TEXT -> new Elements.Texts(texts.length == count ? texts : Arrays.copyOf(texts, count));
            default -> new Elements.Wholes(wholes.length == count ? wholes : Arrays.copyOf(wholes, count));
        };
    }
}
