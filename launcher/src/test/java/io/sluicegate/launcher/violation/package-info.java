/** Deliberate violations of the architecture's rules. */
@NullMarked
package io.sluicegate.launcher.violation;

import org.jspecify.annotations.NullMarked;
