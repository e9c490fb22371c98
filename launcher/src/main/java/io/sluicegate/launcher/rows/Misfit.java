package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.launcher.cli.CarriedFact;
import org.jspecify.annotations.Nullable;

/** A value of a row that the schema has no place for; who reads the rows says where the row is. */
public final class Misfit extends CarriedFact {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 60;

    private final String field;
    private final String expected;

    /** @param found the value, in words */
    public Misfit(String field, String expected, String found) {
        super("field '" + field + "': expected " + expected + ", found " + found);
        this.field = field;
        this.expected = expected;
    }

    static Misfit of(String field, String expected, @Nullable JsonNode found) {
        return new Misfit(field, expected, inWords(found));
    }

    /** What all rows with the same mistake have in common. */
    public String kind() {
        return "field '" + field + "': expected " + expected;
    }

    private static String inWords(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "no such field";
        }
        return switch (value.getNodeType()) {
            case NULL -> "no value";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "'" + shortened(value.textValue()) + "'";
            default -> shortened(value.asText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
