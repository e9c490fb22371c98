/** The demo: a broker and all stages in one process and a registry beside it; plays the whole loop and reports on it. */
@NullMarked
package io.sluicegate.launcher.demo;

import org.jspecify.annotations.NullMarked;
