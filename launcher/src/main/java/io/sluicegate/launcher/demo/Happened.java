package io.sluicegate.launcher.demo;

import java.util.Map;

/** The result of a successful step: a sentence, and the measured figures. */
record Happened(String summary, Map<String, Object> figures) {}
