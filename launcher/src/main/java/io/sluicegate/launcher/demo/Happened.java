package io.sluicegate.launcher.demo;

import java.util.Map;

/** What a step that happened has to say: a sentence, and what was measured. */
record Happened(String summary, Map<String, Object> figures) {}
