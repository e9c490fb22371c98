/** Tests of the package's parts. */
@NullMarked
package io.sluicegate.scorer.stream;

import org.jspecify.annotations.NullMarked;
