/** Rows of files and values written by hand, and the Avro records that they become. */
@NullMarked
package io.sluicegate.launcher.rows;

import org.jspecify.annotations.NullMarked;
