/** Projects: from a sample of events to a pipeline's files ({@code init}), and that pipeline running while its file changes ({@code dev}). */
@NullMarked
package io.sluicegate.launcher.project;

import org.jspecify.annotations.NullMarked;
