package io.sluicegate.launcher.project;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluicegate.launcher.project.FieldType.Nested;
import io.sluicegate.launcher.project.FieldType.OneOf;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Infers a field from the values of one column. Where two types are possible, the one is taken that later rows are less likely to
 * break, and the doubt is noted: a column of 0 and 1 is whole numbers, digits with leading zeros are text.
 */
final class FieldInference {
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final Set<Cell> MISSING = EnumSet.of(Cell.MISSING, Cell.WORD_FOR_MISSING);

    private final String source;
    private final String name;
    private final List<JsonNode> values;
    private final boolean isText;
    private final List<Cell> cells;
    private final Map<Cell, Integer> counts = new EnumMap<>(Cell.class);
    private final List<String> doubts = new ArrayList<>();

    /**
     * A column.
     *
     * @param source the column's name in the sample
     * @param name its name in the schema
     * @param isText whether the sample has text alone, such as CSV
     */
    FieldInference(String source, String name, List<JsonNode> values, boolean isText) {
        this.source = source;
        this.name = name;
        this.values = values;
        this.isText = isText;
        cells = values.stream().map(value -> Cell.of(value, isText)).toList();
        cells.forEach(cell -> counts.merge(cell, 1, Integer::sum));
    }

    /** The fields of a table, in the order of its columns. */
    static List<Field> fields(SampleTable table) {
        return fields(table.columns(), table.rows(), table.isText());
    }

    private static List<Field> fields(
            List<String> columns, List<? extends Map<String, JsonNode>> rows, boolean isText) {
        var names = AvroNames.of(columns);
        return columns.stream()
                .map(column -> {
                    var values = rows.stream()
                            .map(row -> row.getOrDefault(column, MissingNode.getInstance()))
                            .toList();
                    return new FieldInference(column, names.getOrDefault(column, column), values, isText).field();
                })
                .toList();
    }

    Field field() {
        var type = type();
        var isOptional = has(Cell.MISSING) || (has(Cell.WORD_FOR_MISSING) && !isText(type));
        return new Field(source, name, type, isOptional, Optional.of(facts(type)), doubts);
    }

    private FieldType type() {
        if (consistsOf(Cell.OBJECT)) {
            return nested();
        }
        if (consistsOf(Cell.ARRAY)) {
            return ArrayInference.type(present());
        }
        if (has(Cell.OBJECT) || has(Cell.ARRAY)) {
            return new Other("left out: some values are objects or arrays and others aren't");
        }
        if (count(Cell.MISSING) + count(Cell.WORD_FOR_MISSING) == values.size()) {
            doubts.add("no row has a value: taken as text that may be missing");
            return Plain.STRING;
        }
        return scalar();
    }

    private FieldType scalar() {
        var type = ofPresent();
        if (has(Cell.WORD_FOR_MISSING) && !isText(type)) {
            doubts.add("'" + firstOf(Cell.WORD_FOR_MISSING) + "' in " + count(Cell.WORD_FOR_MISSING)
                    + " rows is taken as a missing value: better leave those empty");
        }
        return type;
    }

    private static boolean isText(FieldType type) {
        return type == Plain.STRING || type instanceof OneOf;
    }

    private FieldType ofPresent() {
        if (consistsOf(Cell.WHOLE, Cell.HUGE, Cell.DECIMAL, Cell.COMMA)) {
            return number();
        }
        if (consistsOf(Cell.BOOLEAN)) {
            return Plain.BOOLEAN;
        }
        if (has(Cell.BOOLEAN) && consistsOf(Cell.BOOLEAN, Cell.WHOLE) && areFlags()) {
            doubts.add("some flags are written as 0 and 1, others as true and false: taken as true or false");
            return Plain.BOOLEAN;
        }
        return consistsOf(Cell.TIME) ? time() : text();
    }

    private FieldType number() {
        if (has(Cell.COMMA)) {
            throw new CommandFailed(Message.DECIMAL_COMMA, source, firstOf(Cell.COMMA), cells.indexOf(Cell.COMMA) + 1);
        }
        if (has(Cell.HUGE) && !has(Cell.DECIMAL)) {
            doubts.add(
                    "some whole numbers have more digits than 64 bits can hold: taken as text, so that none is lost");
            return Plain.STRING;
        }
        return has(Cell.DECIMAL) ? decimal() : whole();
    }

    private FieldType decimal() {
        if (isNamedAfterATime() && TimeForm.ofNumber(least()).equals(TimeForm.ofNumber(greatest()))) {
            var form = TimeForm.ofNumber(least());
            if (form.isPresent()) {
                return new Time(form.get());
            }
        }
        if (has(Cell.HUGE)) {
            doubts.add("some numbers have more digits than a double holds: they are rounded");
        }
        return Plain.DOUBLE;
    }

    private FieldType whole() {
        var form = TimeForm.ofNumber(least());
        if (form.isPresent() && form.equals(TimeForm.ofNumber(greatest()))) {
            if (isNamedAfterATime()) {
                return new Time(form.get());
            }
            doubts.add("the numbers could be times in " + form.get().word() + ": taken as whole numbers");
        }
        if (areFlags() && distinct().size() == 2) {
            doubts.add("holds only 0 and 1: taken as a whole number, since later rows may hold more");
        }
        if (Math.max(-least(), greatest()) >= EXACT_IN_DOUBLE) {
            doubts.add("some numbers are above 2^53: a model that computes with doubles or floats rounds them");
        }
        return Plain.LONG;
    }

    private FieldType time() {
        if (isText || present().stream().allMatch(JsonNode::isTextual)) {
            var zoned = present().stream()
                    .filter(value -> TimeForm.hasZone(value.asText().strip()))
                    .count();
            if (zoned < present().size()) {
                doubts.add("times without a zone are taken as UTC");
            }
        }
        return new Time(TimeForm.ISO);
    }

    private FieldType text() {
        var numbers = cells.stream().filter(Cell::isNumber).count();
        var others = numbers == 0 || has(Cell.ZERO_LED) ? Optional.<String>empty() : firstOtherThanANumber();
        others.ifPresent(other -> doubts.add("%d of %d values are numbers, others such as '%s' aren't: taken as text"
                .formatted(numbers, values.size(), other)));
        if (has(Cell.ZERO_LED)) {
            doubts.add("some values begin with a zero, as codes do: taken as text, so that no zero is lost");
        }
        if (Roles.isNamedAfterADate(source) && others.isEmpty() && !has(Cell.ZERO_LED)) {
            doubts.add("is named like a time, but '" + firstText() + "' is no time in ISO 8601: taken as text");
        }
        var symbols = SymbolInference.symbols(texts());
        symbols.ifPresent(some -> doubts.add("an event with another value than " + String.join(", ", some)
                + " can't be sent: write \"string\" in events.avsc if there may be others"));
        return symbols.<FieldType>map(OneOf::new).orElse(Plain.STRING);
    }

    private FieldType nested() {
        var objects = values.stream().map(FieldInference::members).toList();
        var names = new LinkedHashSet<String>();
        objects.forEach(object -> names.addAll(object.keySet()));
        return new Nested(fields(List.copyOf(names), objects, false));
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private Optional<String> firstOtherThanANumber() {
        return IntStream.range(0, cells.size())
                .filter(row -> !cells.get(row).isNumber() && cells.get(row) != Cell.MISSING)
                .mapToObj(row -> values.get(row).asText())
                .findFirst();
    }

    private String firstOf(Cell kind) {
        return values.get(cells.indexOf(kind)).asText();
    }

    private String firstText() {
        return texts().get(0);
    }

    private boolean areFlags() {
        return present().stream()
                .map(JsonNode::asText)
                .map(String::strip)
                .allMatch(text -> text.equals("0")
                        || text.equals("1")
                        || text.equalsIgnoreCase("true")
                        || text.equalsIgnoreCase("false"));
    }

    private boolean isNamedAfterATime() {
        return Roles.isNamedAfterATime(source);
    }

    private ValueFacts facts(FieldType type) {
        var distinct = distinct();
        if (present().isEmpty() || !present().get(0).isValueNode()) {
            return new ValueFacts(values.size(), present().size(), distinct.size(), "", "");
        }
        return type.isNumber()
                ? new ValueFacts(
                        values.size(), present().size(), distinct.size(), written(least()), written(greatest()))
                : new ValueFacts(values.size(), present().size(), distinct.size(), shown(true), shown(false));
    }

    private String shown(boolean first) {
        var sorted = distinct().stream().sorted().toList();
        var text = sorted.get(first ? 0 : sorted.size() - 1).replaceAll("\\s+", " ");
        return text.length() > 24 ? text.substring(0, 23) + "…" : text;
    }

    private static String written(double number) {
        return number == Math.rint(number) && Math.abs(number) < EXACT_IN_DOUBLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private Set<String> distinct() {
        return present().stream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    private List<String> texts() {
        return IntStream.range(0, cells.size())
                .filter(row -> cells.get(row) != Cell.MISSING)
                .mapToObj(row -> values.get(row).asText().strip())
                .toList();
    }

    /** The values that are there. */
    private List<JsonNode> present() {
        return IntStream.range(0, cells.size())
                .filter(row -> !MISSING.contains(cells.get(row)))
                .mapToObj(values::get)
                .toList();
    }

    private double least() {
        return numbers().min().orElse(0);
    }

    private double greatest() {
        return numbers().max().orElse(0);
    }

    private java.util.stream.DoubleStream numbers() {
        return present().stream()
                .map(JsonNode::asText)
                .map(String::strip)
                .mapToDouble(Double::parseDouble)
                .filter(Double::isFinite);
    }

    private boolean has(Cell cell) {
        return count(cell) > 0;
    }

    private int count(Cell cell) {
        return counts.getOrDefault(cell, 0);
    }

    /** Whether there are values, and all of them are of these kinds. */
    private boolean consistsOf(Cell... kinds) {
        var allowed = EnumSet.copyOf(List.of(kinds));
        var found = counts.keySet().stream().filter(not(MISSING::contains)).toList();
        return !found.isEmpty() && allowed.containsAll(found);
    }
}
