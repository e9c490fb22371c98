/** Dead letters: the original bytes of what cannot be used, with the cause in headers. */
@NullMarked
package io.sluicegate.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
