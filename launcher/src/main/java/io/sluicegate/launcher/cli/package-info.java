/** What all commands share: the terminal, tables, output as JSON, reaching the cluster, reading its logs. */
@NullMarked
package io.sluicegate.launcher.cli;

import org.jspecify.annotations.NullMarked;
