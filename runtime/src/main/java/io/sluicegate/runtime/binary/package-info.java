/** Reads and writes Avro's binary encoding and versioned forms of stored state. */
@NullMarked
package io.sluicegate.runtime.binary;

import org.jspecify.annotations.NullMarked;
