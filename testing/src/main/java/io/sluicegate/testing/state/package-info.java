/** State as released versions wrote it: reads and writes the committed files, and gives their records to a topology's stores. */
@NullMarked
package io.sluicegate.testing.state;

import org.jspecify.annotations.NullMarked;
