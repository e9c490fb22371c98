package io.sluicegate.launcher.project;

import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The choice of entity, time and id: by flags, else by a person's answers, else by what names and values propose; and the fields
 * as their roles need them.
 */
final class RoleChoice {
    private final List<Field> fields;
    private final Questions questions;
    private final boolean hasSample;
    private final List<String> notes = new ArrayList<>();

    /** The names that somebody gave; null where nobody did. */
    record Given(
            @Nullable String entity,
            @Nullable String time,
            @Nullable String id) {}

    /**
     * A choice.
     *
     * @param fields the fields, with those of entity and time in the types that their roles need
     * @param notes how it was made, a sentence for each role
     */
    record Made(Roles roles, List<Field> fields, List<String> notes) {}

    /** @param hasSample whether the fields' types were inferred, so that they may still change */
    RoleChoice(List<Field> fields, Questions questions, boolean hasSample) {
        this.fields = new ArrayList<>(fields);
        this.questions = questions;
        this.hasSample = hasSample;
    }

    Made make(Given given) {
        var time =
                timed(chosen("--time", "Which field says when the event happened?", given.time(), Roles.time(fields)));
        var others = fields.stream()
                .filter(field -> !field.name().equals(time.name()))
                .toList();
        var entity = named(
                "--entity",
                chosen(
                        "--entity",
                        "Which field names the entity, whose events make one history?",
                        given.entity(),
                        Roles.entity(others)));
        var rest = others.stream()
                .filter(field -> !field.name().equals(entity.name()))
                .toList();
        var id = id(given.id(), Roles.id(rest));
        return new Made(
                new Roles(entity.name(), time.name(), id.map(Field::name)), List.copyOf(fields), List.copyOf(notes));
    }

    private Field chosen(String flag, String question, @Nullable String given, Optional<Roles.Proposal> proposal) {
        if (given != null) {
            return find(flag, given);
        }
        var proposed = proposal.map(it -> it.field().source()).orElse("");
        var answer = questions.ask(question, proposed);
        if (answer.isEmpty()) {
            throw new CommandFailed(Message.NO_FIELD_FOR_ROLE, flag.substring(2), flag, sources());
        }
        if (answer.equals(proposed)) {
            notes.add(note(flag, answer, proposal));
        }
        return find(flag, answer);
    }

    private Optional<Field> id(@Nullable String given, Optional<Roles.Proposal> proposal) {
        var proposed = proposal.map(it -> it.field().source()).orElse("");
        var name = given == null
                ? questions.ask("Which field is the event's own id? (none: its place in the topic)", proposed)
                : given;
        if (name.isEmpty() || name.equals("none")) {
            notes.add("events have no id of their own: their place in the topic is their id; --id names a field");
            return Optional.empty();
        }
        if (given == null && name.equals(proposed)) {
            notes.add(note("--id", name, proposal));
        }
        return Optional.of(named("--id", find("--id", name)));
    }

    private static String note(String flag, String answer, Optional<Roles.Proposal> proposal) {
        return flag.substring(2) + " is '" + answer + "' ("
                + proposal.map(Roles.Proposal::why).orElse("") + "); " + flag + " says otherwise";
    }

    private Field find(String flag, String name) {
        return fields.stream()
                .filter(field -> field.source().equals(name) || field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(Message.NO_SUCH_FIELD, name, sources(), flag));
    }

    private String sources() {
        return fields.stream().map(Field::source).collect(Collectors.joining(", "));
    }

    /** The field as a time: also numbers that could be one, now that somebody says that they are. */
    private Field timed(Field field) {
        if (field.type().isTime() || (!hasSample && field.type() == Plain.LONG)) {
            return field;
        }
        var form = field.facts().filter(facts -> field.type().isNumber()).flatMap(RoleChoice::form);
        if (form.isEmpty()) {
            throw new CommandFailed(
                    Message.FIELD_NOT_A_TIME,
                    field.source(),
                    field.type().words(),
                    field.facts()
                            .filter(facts -> !facts.least().isEmpty())
                            .map(facts -> ", such as '" + facts.least() + "'")
                            .orElse(""));
        }
        return replaced(field, it -> it.certainly(new Time(form.get())));
    }

    private static Optional<TimeForm> form(ValueFacts facts) {
        var least = TimeForm.ofNumber(Double.parseDouble(facts.least()));
        return least.filter(
                form -> TimeForm.ofNumber(Double.parseDouble(facts.greatest())).equals(Optional.of(form)));
    }

    /** The field as a name: not one of a few symbols, since new entities come. */
    private Field named(String flag, Field field) {
        if (!field.type().isName()) {
            throw new CommandFailed(
                    Message.FIELD_NOT_A_NAME, field.source(), field.type().words(), flag);
        }
        if (field.isOptional()) {
            notes.add("'" + field.source() + "' is missing in some rows: such events become dead letters");
        }
        return hasSample && field.type() instanceof FieldType.OneOf
                ? replaced(field, it -> it.certainly(Plain.STRING))
                : field;
    }

    private Field replaced(Field field, Function<Field, Field> change) {
        var changed = change.apply(field);
        fields.set(fields.indexOf(field), changed);
        return changed;
    }
}
