package io.sluicegate.scorer.trees;

/** The ways in which the weights of the leaves that a row reaches become one number. The order is that of {@code TreeEnsemble}'s numbers. */
enum Aggregate {
    AVERAGE,
    SUM,
    MIN,
    MAX
}
