/** Numbers and texts as bytes. */
@NullMarked
package io.sluicegate.runtime.binary;

import org.jspecify.annotations.NullMarked;
