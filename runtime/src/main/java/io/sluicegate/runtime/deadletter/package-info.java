/** Dead letters: the original bytes of records that can't be used, with the cause in headers. */
@NullMarked
package io.sluicegate.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
