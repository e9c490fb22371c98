package io.sluicegate.scorer.stream;

import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Role;

/** What answers are counted by. */
record AnswerKind(String version, Role role, Outcome outcome, DefinitionCheck definitions) {}
