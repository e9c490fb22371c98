package io.sluicegate.launcher.cases;

import java.util.List;
import java.util.Map;

/** What came of a case's events, each record as plain values. */
record Outcome(
        List<Map<String, Object>> features,
        List<Map<String, Object>> predictions,
        List<Map<String, Object>> deadLetters) {}
