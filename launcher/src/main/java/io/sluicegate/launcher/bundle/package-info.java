/** The {@code bundle} commands: what a data scientist does with a model before a pipeline sees it. */
@NullMarked
package io.sluicegate.launcher.bundle;

import org.jspecify.annotations.NullMarked;
