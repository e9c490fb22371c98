/** Deliberate violations of the architecture rules, to prove that the rules can fail. */
@NullMarked
package io.sluicegate.pipeline.violation;

import org.jspecify.annotations.NullMarked;
