/** Tests the parts of the kill tests that need no cluster. */
@NullMarked
package io.sluicegate.bench.chaos;

import org.jspecify.annotations.NullMarked;
