/** Asks the schema registry, and waits for it. */
@NullMarked
package io.sluicegate.runtime.registry;

import org.jspecify.annotations.NullMarked;
