/** Tests of the drift detector. */
@NullMarked
package io.sluicegate.drift.stream;

import org.jspecify.annotations.NullMarked;
