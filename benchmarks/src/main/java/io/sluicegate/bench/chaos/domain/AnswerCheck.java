package io.sluicegate.bench.chaos.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares answers with their events: every event is answered, once, and in the order of its key. */
public final class AnswerCheck {
    private static final int LARGE = 1_000_000;

    private final List<Asked> asked;
    private final List<Answer> answers;
    private final Map<String, List<Answer>> byId = new HashMap<>();

    /**
     * Takes what was read.
     *
     * @param asked in the order of each partition
     * @param answers in the order of each partition
     */
    public AnswerCheck(List<Asked> asked, List<Answer> answers) {
        this.asked = List.copyOf(asked);
        this.answers = List.copyOf(answers);
        answers.forEach(answer ->
                byId.computeIfAbsent(answer.id(), id -> new ArrayList<>()).add(answer));
    }

    /** Every event has a prediction or a dead letter. */
    public Finding lost() {
        var faults = asked.stream()
                .filter(event -> !byId.containsKey(event.id()))
                .map(event -> "events-%d@%d, event %s of %s: no answer"
                        .formatted(event.partition(), event.offset(), event.shortId(), event.key()))
                .toList();
        return new Finding("every event is answered", asked.size(), faults);
    }

    /** Every event with so long an id that its prediction is a megabyte has a prediction. */
    public Finding large() {
        var large = asked.stream().filter(event -> event.id().length() >= LARGE).toList();
        var faults = large.stream()
                .filter(event -> !byId.containsKey(event.id()))
                .map(event -> "events-%d@%d: no answer".formatted(event.partition(), event.offset()))
                .toList();
        return new Finding("an event of a megabyte that has features is answered", large.size(), faults);
    }

    /** No event has two. */
    public Finding doubled() {
        var faults = byId.values().stream()
                .flatMap(same -> same.stream().skip(1))
                .map(answer -> "%s: event %s is answered again".formatted(answer.where(), answer.id()))
                .toList();
        return new Finding("no event is answered twice", answers.size(), faults);
    }

    /** No answer lacks its event. */
    public Finding unasked() {
        Set<String> known = new LinkedHashSet<>();
        asked.forEach(event -> known.add(event.id()));
        var faults = answers.stream()
                .filter(answer -> !known.contains(answer.id()))
                .map(answer -> "%s: nobody sent event %s".formatted(answer.where(), answer.id()))
                .toList();
        return new Finding("no answer without its event", answers.size(), faults);
    }

    /** The first answers of a key's events come in the order of the events; dead letters lie elsewhere and have no place in it. */
    public Finding disordered() {
        var expected = idsByKey();
        var faults = new ArrayList<String>();
        var next = new HashMap<String, Integer>();
        Set<String> seen = new LinkedHashSet<>();
        for (var answer : answers) {
            var ids = expected.getOrDefault(answer.key(), List.of());
            var position = ids.indexOf(answer.id());
            if (position >= 0 && seen.add(answer.id())) {
                if (position < next.getOrDefault(answer.key(), 0)) {
                    faults.add("%s: event %s of %s comes after a later one"
                            .formatted(answer.where(), answer.id(), answer.key()));
                }
                next.merge(answer.key(), position + 1, Math::max);
            }
        }
        return new Finding("the order of each key is kept", expected.size(), faults);
    }

    private Map<String, List<String>> idsByKey() {
        var ids = new LinkedHashMap<String, List<String>>();
        asked.stream().filter(event -> !event.id().startsWith("@")).forEach(event -> ids.computeIfAbsent(
                        event.key(), key -> new ArrayList<>())
                .add(event.id()));
        return ids;
    }
}
