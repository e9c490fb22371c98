package io.sluicegate.launcher.cases;

/** One place where a record isn't as expected. */
record Difference(String where, String expected, String found) {}
