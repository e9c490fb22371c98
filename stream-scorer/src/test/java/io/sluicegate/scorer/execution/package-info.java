/** Tests of what runs a model. */
@NullMarked
package io.sluicegate.scorer.execution;

import org.jspecify.annotations.NullMarked;
