/** By which definitions features were computed, held against those that a model was trained on; reads what enrichers have published. */
@NullMarked
package io.sluicegate.scorer.definitions;

import org.jspecify.annotations.NullMarked;
