package io.sluicegate.bench.chaos.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks that no usable event became a dead letter because its schema was new. */
public final class EvolutionCheck {
    private final Map<Integer, List<Evolved>> events;
    private final Map<String, List<Letter>> letters;

    public EvolutionCheck(List<Evolved> events, List<Letter> letters) {
        this.events = events.stream().collect(Collectors.groupingBy(Evolved::schema));
        this.letters = letters.stream().collect(Collectors.groupingBy(Letter::place));
    }

    /** No event of these schemas is a dead letter, and each of the schemas has events. */
    public Finding readable(String promise, Collection<Integer> schemas) {
        var faults = new ArrayList<String>();
        schemas.forEach(schema -> breaches(schema, faults));
        var checked = schemas.stream().mapToLong(schema -> of(schema).size()).sum();
        return new Finding(promise, checked, faults);
    }

    private void breaches(int schema, List<String> faults) {
        if (of(schema).isEmpty()) {
            faults.add("no event was written by schema %d".formatted(schema));
        }
        of(schema).stream()
                .flatMap(event -> letters.getOrDefault(event.place(), List.of()).stream())
                .map(letter -> "%s: event %s of schema %d is a dead letter: %s"
                        .formatted(letter.where(), letter.place(), schema, letter.code()))
                .forEach(faults::add);
    }

    private List<Evolved> of(int schema) {
        return events.getOrDefault(schema, List.of());
    }
}
