/** Numbers and texts as bytes. */
@NullMarked
package io.sluicegate.platform.binary;

import org.jspecify.annotations.NullMarked;
