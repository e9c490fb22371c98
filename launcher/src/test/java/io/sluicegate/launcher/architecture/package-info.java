/** The rules that hold the structure, each proven by a deliberate violation. */
@NullMarked
package io.sluicegate.launcher.architecture;

import org.jspecify.annotations.NullMarked;
