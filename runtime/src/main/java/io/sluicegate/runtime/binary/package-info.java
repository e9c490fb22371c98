/** Numbers and texts as bytes, and versioned forms of stored state. */
@NullMarked
package io.sluicegate.runtime.binary;

import org.jspecify.annotations.NullMarked;
