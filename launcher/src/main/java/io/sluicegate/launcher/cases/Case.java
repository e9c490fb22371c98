package io.sluicegate.launcher.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events, and what is to come of them. What isn't expected of a topic isn't compared, except dead letters: each of them has to be
 * expected.
 */
record Case(
        String name,
        List<GivenEvent> events,
        List<GivenEvent> labels,
        Optional<List<Map<String, Object>>> features,
        Optional<List<Map<String, Object>>> predictions,
        List<Map<String, Object>> deadLetters) {

    boolean needsModel() {
        return predictions.isPresent();
    }
}
