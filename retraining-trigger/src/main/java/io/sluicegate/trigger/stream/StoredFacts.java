package io.sluicegate.trigger.stream;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.trigger.domain.AskedWindows;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.History;
import io.sluicegate.trigger.domain.History.Place;
import io.sluicegate.trigger.domain.Retraining;
import io.sluicegate.trigger.domain.Rollout;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The facts in their stores, with a copy in memory, so that the cost of a record depends on its changes and not on the size of the facts.
 * The copy is read from the stores when the task begins, which includes each loss of its thread; from then on memory follows the stores.
 */
final class StoredFacts {
    private static final String NEWEST = "newest";
    private static final String STEP = "step";
    private static final String PRIMARY_SINCE = "primary-since";
    private static final String OPEN = "open";
    private static final String LAST = "last/";
    private static final String ANSWER = "answer";
    private static final String GOING_BACK = "going-back";
    private static final String TRIAL = "trial";

    private final KeyValueStore<String, DriftReport> reports;
    private final KeyValueStore<String, Deployment> rollout;
    private final KeyValueStore<String, RetrainingTrigger> given;
    private final KeyValueStore<String, ModelRegistration> answer;
    private final KeyValueStore<String, Long> asked;
    private Facts facts;

    StoredFacts(ProcessingContext context) {
        reports = context.getStateStore(FactStores.REPORTS);
        rollout = context.getStateStore(FactStores.ROLLOUT);
        given = context.getStateStore(FactStores.GIVEN);
        answer = context.getStateStore(FactStores.ANSWER);
        asked = context.getStateStore(FactStores.ASKED);
        facts = read();
    }

    Facts facts() {
        return facts;
    }

    /** Writes the changed facts to the stores. */
    void write(Facts after) {
        writeReports(facts.history().windows(), after.history().windows());
        replace(rollout, rolloutOf(facts), rolloutOf(after));
        replace(given, givenOf(facts), givenOf(after));
        replace(answer, answerOf(facts), answerOf(after));
        replace(asked, askedOf(facts.asked()), askedOf(after.asked()));
    }

    /** Updates the copy in memory, once everything that belongs to these facts is done. */
    void moveOn(Facts after) {
        facts = after;
    }

    private Facts read() {
        return new Facts(
                History.of(all(reports).values()),
                readRollout(),
                readRetraining(),
                new AskedWindows(readAsked(GOING_BACK), readAsked(TRIAL)));
    }

    /** Skips windows that both histories share. */
    private void writeReports(Map<Place, Map<String, DriftReport>> before, Map<Place, Map<String, DriftReport>> after) {
        before.forEach((place, window) -> {
            if (!after.containsKey(place)) {
                replace(reports, window, Map.of());
            }
        });
        after.forEach((place, window) -> {
            if (window != before.get(place)) {
                replace(reports, before.getOrDefault(place, Map.of()), window);
            }
        });
    }

    private Optional<Rollout> readRollout() {
        return Optional.ofNullable(rollout.get(NEWEST))
                .map(newest -> new Rollout(newest, rollout.get(STEP), rollout.get(PRIMARY_SINCE)));
    }

    private Retraining readRetraining() {
        var last = all(given).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(LAST))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(LAST.length()), Map.Entry::getValue));
        return new Retraining(Optional.ofNullable(given.get(OPEN)), Optional.ofNullable(answer.get(ANSWER)), last);
    }

    private static Map<String, Deployment> rolloutOf(Facts facts) {
        return facts.rollout()
                .map(it -> Map.of(NEWEST, it.newest(), STEP, it.step(), PRIMARY_SINCE, it.primarySince()))
                .orElse(Map.of());
    }

    private static Map<String, RetrainingTrigger> givenOf(Facts facts) {
        var all = new HashMap<String, RetrainingTrigger>();
        facts.retraining().open().ifPresent(trigger -> all.put(OPEN, trigger));
        facts.retraining().last().forEach((policy, trigger) -> all.put(LAST + policy, trigger));
        return all;
    }

    private static Map<String, ModelRegistration> answerOf(Facts facts) {
        return facts.retraining().answer().map(it -> Map.of(ANSWER, it)).orElse(Map.of());
    }

    private Optional<Instant> readAsked(String about) {
        return Optional.ofNullable(asked.get(about)).map(Instant::ofEpochMilli);
    }

    private static Map<String, Long> askedOf(AskedWindows asked) {
        var all = new HashMap<String, Long>();
        asked.goingBack().ifPresent(window -> all.put(GOING_BACK, window.toEpochMilli()));
        asked.trial().ifPresent(window -> all.put(TRIAL, window.toEpochMilli()));
        return all;
    }

    private static <V> Map<String, V> all(KeyValueStore<String, V> store) {
        try (var entries = store.all()) {
            var all = new TreeMap<String, V>();
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
            return all;
        }
    }

    private static <V> void replace(KeyValueStore<String, V> store, Map<String, V> before, Map<String, V> after) {
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(store::delete);
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                store.put(key, value);
            }
        });
    }
}
