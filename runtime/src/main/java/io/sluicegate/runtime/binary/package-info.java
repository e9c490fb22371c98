/** Reads and writes Avro's binary encoding. */
@NullMarked
package io.sluicegate.runtime.binary;

import org.jspecify.annotations.NullMarked;
