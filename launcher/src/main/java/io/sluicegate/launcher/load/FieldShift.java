package io.sluicegate.launcher.load;

import io.sluicegate.launcher.rows.FieldPath;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;

/**
 * A number of the events that changes during the load: drift, made on purpose.
 *
 * @param factor what the number is multiplied by
 * @param summand what is added to it
 * @param after from when on
 */
record FieldShift(String field, double factor, double summand, Duration after) {
    private static final Pattern FORM = Pattern.compile("([\\w.]+)([*+-])([0-9.]+)@(\\w+)");

    /** A shift as a user writes it: {@code amount*1.5@30s}, {@code amount+20@30s}. */
    static FieldShift parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "expected FIELD*FACTOR@TIME or FIELD+NUMBER@TIME such as amount*1.5@30s");
        }
        var number = Double.parseDouble(form.group(3));
        var after = Durations.parse(form.group(4));
        var field = form.group(1);
        return switch (form.group(2)) {
            case "*" -> new FieldShift(field, number, 0, after);
            case "+" -> new FieldShift(field, 1, number, after);
            default -> new FieldShift(field, 1, -number, after);
        };
    }

    void apply(GenericRecord event, Duration since) {
        if (since.compareTo(after) >= 0) {
            FieldPath.of(event.getSchema(), field).ifPresent(it -> shift(it, event));
        }
    }

    private void shift(FieldPath path, GenericRecord event) {
        if (path.read(event).orElse(null) instanceof Number number) {
            path.write(event, shifted(number));
        }
    }

    /** The shifted number, of the same type. */
    private Object shifted(Number number) {
        var shifted = number.doubleValue() * factor + summand;
        if (number instanceof Double) {
            return shifted;
        }
        if (number instanceof Float) {
            return (float) shifted;
        }
        if (number instanceof Integer) {
            return (int) Math.round(shifted);
        }
        return Math.round(shifted);
    }
}
