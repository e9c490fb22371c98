package io.sluicegate.bench.chaos.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the dead letters of the events that were made unusable on purpose, each way separately. */
public final class LetterCheck {
    private final List<Unusable> events;
    private final Map<String, List<Letter>> letters;

    public LetterCheck(List<Unusable> events, List<Letter> letters) {
        this.events = List.copyOf(events);
        this.letters = letters.stream().collect(Collectors.groupingBy(Letter::place));
    }

    /**
     * Each such event has a dead letter with the way's code and with the event's key and value, or their sizes and hashes. {@link
     * AnswerCheck} finds a second letter.
     */
    public Finding of(Way way) {
        var ofKind = events.stream().filter(event -> event.way() == way).toList();
        var faults = ofKind.stream().flatMap(event -> breaches(event).stream()).toList();
        return new Finding("an event that " + way.words() + " has its dead letter", ofKind.size(), faults);
    }

    private List<String> breaches(Unusable event) {
        var found = letters.getOrDefault(event.place(), List.of());
        var faults = new ArrayList<String>();
        if (found.isEmpty()) {
            faults.add("event %s: no dead letter %s"
                    .formatted(event.place(), event.way().code()));
        }
        found.stream().flatMap(letter -> breaches(event, letter)).forEach(faults::add);
        return faults;
    }

    private static Stream<String> breaches(Unusable event, Letter letter) {
        return Stream.of(
                        difference("code", event.way().code(), letter.code()),
                        difference("key", event.key(), letter.key()),
                        difference("value", event.value(), letter.value()))
                .flatMap(List::stream)
                .map(what -> "%s: event %s has the %s".formatted(letter.where(), event.place(), what));
    }

    private static List<String> difference(String what, Object expected, Object told) {
        return expected.equals(told) ? List.of() : List.of("%s %s, not %s".formatted(what, expected, told));
    }
}
