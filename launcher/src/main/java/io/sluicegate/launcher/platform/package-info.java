/** A local platform: broker, registry and the stages of pipelines in one process tree, for {@code up}, the demo and {@code run}. */
@NullMarked
package io.sluicegate.launcher.platform;

import org.jspecify.annotations.NullMarked;
