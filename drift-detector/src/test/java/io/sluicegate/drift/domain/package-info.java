/** Tests of the drift detector. */
@NullMarked
package io.sluicegate.drift.domain;

import org.jspecify.annotations.NullMarked;
