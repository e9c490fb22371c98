/** The demo: a broker and all stages in one process and a registry beside it; makes the loop happen and gives an account. */
@NullMarked
package io.sluicegate.launcher.demo;

import org.jspecify.annotations.NullMarked;
