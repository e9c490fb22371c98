package io.sluicegate.bench.chaos.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds dead letters against the events that were made unusable on purpose, each kind for itself. */
public final class LetterCheck {
    private final List<Unusable> events;
    private final Map<String, List<Letter>> letters;

    public LetterCheck(List<Unusable> events, List<Letter> letters) {
        this.events = List.copyOf(events);
        this.letters = letters.stream().collect(Collectors.groupingBy(Letter::place));
    }

    /** Each such event has a dead letter with that code, and none with another. That it has no second is told with all answers. */
    public Finding of(String code) {
        var ofKind = events.stream().filter(event -> event.code().equals(code)).toList();
        var faults =
                ofKind.stream().flatMap(event -> objections(event).stream()).toList();
        return new Finding("each event that is " + code + " has its dead letter", ofKind.size(), faults);
    }

    private List<String> objections(Unusable event) {
        var found = letters.getOrDefault(event.place(), List.of());
        var faults = new ArrayList<String>();
        if (found.isEmpty()) {
            faults.add("event %s: no dead letter %s".formatted(event.place(), event.code()));
        }
        found.stream()
                .filter(letter -> !letter.code().equals(event.code()))
                .map(letter -> "%s: event %s is %s, not %s"
                        .formatted(letter.where(), event.place(), event.code(), letter.code()))
                .forEach(faults::add);
        return faults;
    }
}
