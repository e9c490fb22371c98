/**
 * Compares the definitions that features were computed by with those that a model was trained on; reads published feature sets.
 */
@NullMarked
package io.sluicegate.scorer.definitions;

import org.jspecify.annotations.NullMarked;
