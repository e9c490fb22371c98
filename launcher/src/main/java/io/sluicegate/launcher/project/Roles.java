package io.sluicegate.launcher.project;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which fields name the entity, the time and the id of an event.
 *
 * @param id empty if no field does; the event's place in its topic is its id then
 */
record Roles(String entity, String time, Optional<String> id) {
    private static final Set<String> TIME_WORDS = Set.of(
            "time",
            "timestamp",
            "ts",
            "date",
            "datetime",
            "at",
            "when",
            "epoch",
            "reported",
            "updated",
            "created",
            "observed",
            "seen",
            "occurred",
            "recorded");
    private static final Set<String> DATE_WORDS = Set.of("time", "timestamp", "ts", "date", "datetime");
    private static final Set<String> EVENT_TIME_WORDS =
            Set.of("event", "time", "timestamp", "ts", "occurred", "observed", "recorded", "datetime");
    private static final Set<String> ID_WORDS = Set.of("id", "uuid", "guid", "key", "nr", "number", "no");
    private static final Set<String> EVENT_WORDS = Set.of(
            "event",
            "transaction",
            "txn",
            "order",
            "trip",
            "ride",
            "session",
            "request",
            "message",
            "payment",
            "observation",
            "record",
            "row",
            "reading",
            "measurement",
            "booking",
            "visit",
            "trace");
    private static final Set<String> ENTITY_WORDS = Set.of(
            "user",
            "customer",
            "account",
            "card",
            "station",
            "device",
            "sensor",
            "vehicle",
            "client",
            "member",
            "patient",
            "machine",
            "host",
            "shop",
            "store",
            "merchant",
            "product",
            "item",
            "driver",
            "bike",
            "meter",
            "site",
            "plant",
            "employee",
            "player",
            "subscriber",
            "entity");
    private static final Set<String> NAME_WORDS = Set.of("name", "code");

    /** Whether the field has one of the roles. */
    boolean has(String path) {
        return path.equals(entity)
                || path.equals(time)
                || id.filter(path::equals).isPresent();
    }

    /** A field that may have a role, and why. */
    record Proposal(Field field, String why) {}

    static boolean isNamedAfterATime(String name) {
        return AvroNames.words(name).stream().anyMatch(TIME_WORDS::contains);
    }

    /** Whether the name promises a date, so that text of another form is worth a word. */
    static boolean isNamedAfterADate(String name) {
        return AvroNames.words(name).stream().anyMatch(DATE_WORDS::contains);
    }

    static Optional<Proposal> time(List<Field> fields) {
        return best(fields, Roles::timeScore).map(field -> new Proposal(field, "its values are times"));
    }

    private static int timeScore(Field field) {
        var words = AvroNames.words(field.source());
        var named = (int) words.stream().filter(EVENT_TIME_WORDS::contains).count();
        if (field.type().isTime()) {
            return 10 + named - (field.isOptional() ? 5 : 0);
        }
        return field.type() == FieldType.Plain.LONG && field.facts().isEmpty() && isNamedAfterATime(field.source())
                ? 1 + named
                : 0;
    }

    static Optional<Proposal> entity(List<Field> fields) {
        return best(fields, Roles::entityScore).map(field -> new Proposal(field, why(field, "its values repeat")));
    }

    private static int entityScore(Field field) {
        var words = AvroNames.words(field.source());
        if (!field.type().isName() || field.isOptional() || isNamedAfterAnEvent(words) || isUniqueIn(field)) {
            return 0;
        }
        var named = score(words, ENTITY_WORDS, 4) + score(words, ID_WORDS, 4) + score(words, NAME_WORDS, 1);
        var repeated = field.facts().filter(ValueFacts::isRepeated).isPresent() ? 1 : 0;
        if (field.type() == FieldType.Plain.LONG && score(words, ID_WORDS, 1) == 0) {
            return 0; // a number that nobody calls an id, such as a count
        }
        return field.type() instanceof FieldType.OneOf && named < 4 ? 0 : named + repeated;
    }

    static Optional<Proposal> id(List<Field> fields) {
        return best(fields, Roles::idScore).map(field -> new Proposal(field, why(field, "no value comes twice")));
    }

    private static int idScore(Field field) {
        var words = AvroNames.words(field.source());
        var isUnknown = field.facts().filter(facts -> facts.rows() > 1).isEmpty();
        if (!field.type().isName() || field.isOptional() || score(words, ID_WORDS, 1) == 0) {
            return 0;
        }
        var ofEvents = isNamedAfterAnEvent(words) || words.size() == 1;
        return isUnknown ? (ofEvents ? 1 : 0) : isUniqueIn(field) ? (ofEvents ? 2 : 1) : 0;
    }

    private static boolean isNamedAfterAnEvent(List<String> words) {
        return score(words, EVENT_WORDS, 1) > 0 && score(words, ID_WORDS, 1) > 0;
    }

    private static boolean isUniqueIn(Field field) {
        return field.facts().filter(ValueFacts::isUnique).isPresent();
    }

    private static int score(List<String> words, Set<String> known, int points) {
        return words.stream().anyMatch(known::contains) ? points : 0;
    }

    private static Optional<Field> best(List<Field> fields, ToIntFunction<Field> score) {
        return fields.stream()
                .filter(field -> score.applyAsInt(field) > 0)
                .reduce((one, other) -> Comparator.comparingInt(score).compare(other, one) > 0 ? other : one);
    }

    private static String why(Field field, String seen) {
        return field.facts().filter(facts -> facts.rows() > 1).isPresent() ? "its name, and " + seen : "its name";
    }
}
