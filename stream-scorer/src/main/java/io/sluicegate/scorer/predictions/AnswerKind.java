package io.sluicegate.scorer.predictions;

import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Role;

/** The labels by which answers are counted. */
public record AnswerKind(String version, Role role, Outcome outcome, DefinitionCheck definitions) {}
