/** Tests of the pure parts. */
@NullMarked
package io.sluicegate.scorer.domain;

import org.jspecify.annotations.NullMarked;
