package io.sluicegate.enricher.domain;

import io.sluicegate.testing.Draw;

/** CEL expressions at random, typed so that most of them pass the checker, over the fields of {@link #FIELDS}. */
final class RandomExpression {
    /** A field of each type that may be null, and one that may not. */
    static final String FIELDS = """
            {"type":"record","name":"Event","fields":[
              {"name":"d","type":"double"},{"name":"nd","type":["null","double"]},
              {"name":"i","type":"long"},{"name":"ni","type":["null","long"]},
              {"name":"b","type":"boolean"},{"name":"nb","type":["null","boolean"]},
              {"name":"s","type":"string"},{"name":"ns","type":["null","string"]},
              {"name":"t","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"nt","type":["null",{"type":"long","logicalType":"timestamp-millis"}]}]}
            """;

    private final Draw draw;

    RandomExpression(Draw draw) {
        this.draw = draw;
    }

    /** An expression of any type. */
    String any(int depth) {
        return switch (draw.oneOf("double", "int", "bool", "string", "time")) {
            case "double" -> number(depth);
            case "int" -> whole(depth);
            case "string" -> text(depth);
            case "time" -> time(depth);
            default -> truth(depth);
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return draw.oneOf("event.d", "event.nd", "0.0", "-0.0", "1.5", "3.0", "1e300", "-9.3e18");
        }
        return switch (draw.between(0, 8)) {
            case 0, 1 -> binary(number(depth - 1), draw.oneOf("+", "-", "*", "/"), number(depth - 1));
            case 2 -> "-(" + number(depth - 1) + ")";
            case 3 -> "double(" + whole(depth - 1) + ")";
            case 4 -> "double(" + text(depth - 1) + ")";
            case 5 -> "double(" + number(depth - 1) + ")";
            case 6 -> choice(depth, number(depth - 1), number(depth - 1));
            default -> number(0);
        };
    }

    private String whole(int depth) {
        if (depth == 0) {
            return draw.oneOf(
                    "event.i", "event.ni", "0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808");
        }
        return switch (draw.between(0, 9)) {
            case 0, 1 -> binary(whole(depth - 1), draw.oneOf("+", "-", "*", "/", "%"), whole(depth - 1));
            case 2 -> "-(" + whole(depth - 1) + ")";
            case 3 -> "int(" + number(depth - 1) + ")";
            case 4 -> "int(" + text(depth - 1) + ")";
            case 5 -> "int(" + time(depth - 1) + ")";
            case 6 -> draw.oneOf("size(%s)", "(%s).size()").formatted(text(depth - 1));
            case 7 -> "(" + time(depth - 1) + ")." + part() + "()";
            case 8 -> choice(depth, whole(depth - 1), whole(depth - 1));
            default -> whole(0);
        };
    }

    private String part() {
        return draw.oneOf(
                "getFullYear",
                "getMonth",
                "getDayOfYear",
                "getDayOfMonth",
                "getDate",
                "getDayOfWeek",
                "getHours",
                "getMinutes",
                "getSeconds",
                "getMilliseconds");
    }

    private String text(int depth) {
        if (depth == 0) {
            return draw.oneOf("event.s", "event.ns", "''", "'a'", "'ab'", "'12'", "'-1.5'", "'ä\uD83D\uDE00'", "'NaN'");
        }
        return switch (draw.between(0, 6)) {
            case 0 -> binary(text(depth - 1), "+", text(depth - 1));
            case 1 -> "string(" + whole(depth - 1) + ")";
            case 2 -> "string(" + number(depth - 1) + ")";
            case 3 -> "string(" + truth(depth - 1) + ")";
            case 4 -> choice(depth, text(depth - 1), text(depth - 1));
            default -> text(0);
        };
    }

    private String time(int depth) {
        return depth == 0 || draw.between(0, 2) > 0
                ? draw.oneOf("event.t", "event.nt")
                : choice(depth, time(depth - 1), time(depth - 1));
    }

    private String truth(int depth) {
        if (depth == 0) {
            return draw.oneOf("event.b", "event.nb", "true", "false");
        }
        return switch (draw.between(0, 9)) {
            case 0, 1 -> binary(truth(depth - 1), draw.oneOf("&&", "||"), truth(depth - 1));
            case 2 -> "!(" + truth(depth - 1) + ")";
            case 3, 4 -> compared(depth - 1);
            case 5 -> binary(number(depth - 1), comparison(), whole(depth - 1));
            case 6 -> binary(whole(depth - 1), comparison(), number(depth - 1));
            case 7 -> included(depth - 1);
            case 8 ->
                "(" + text(depth - 1) + ")." + draw.oneOf("startsWith", "endsWith", "contains") + "(" + text(depth - 1)
                        + ")";
            default -> choice(depth, truth(depth - 1), truth(depth - 1));
        };
    }

    private String compared(int depth) {
        return switch (draw.between(0, 5)) {
            case 0 -> binary(number(depth), comparison(), number(depth));
            case 1 -> binary(whole(depth), comparison(), whole(depth));
            case 2 -> binary(text(depth), comparison(), text(depth));
            case 3 -> binary(time(depth), comparison(), time(depth));
            case 4 -> binary(truth(depth), comparison(), truth(depth));
            default -> binary(any(0), draw.oneOf("==", "!="), "null");
        };
    }

    private String comparison() {
        return draw.oneOf("<", "<=", ">", ">=", "==", "!=");
    }

    private String included(int depth) {
        return switch (draw.between(0, 3)) {
            case 0 -> binary(text(depth), "in", "['a', '', '12']");
            case 1 -> binary(whole(depth), "in", "[0, 7, -1]");
            case 2 -> binary(number(depth), "in", "[0.0, 1.5, 3.0]");
            default -> binary(truth(depth), "in", "[true]");
        };
    }

    private String choice(int depth, String then, String otherwise) {
        return "(" + truth(depth - 1) + " ? " + then + " : " + otherwise + ")";
    }

    private static String binary(String left, String operator, String right) {
        return "(" + left + ") " + operator + " (" + right + ")";
    }
}
