/** Tests of the drift detector. */
@NullMarked
package io.sluicegate.drift;

import org.jspecify.annotations.NullMarked;
