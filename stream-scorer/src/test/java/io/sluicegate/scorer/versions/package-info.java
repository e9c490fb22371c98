/** Tests of the package's parts. */
@NullMarked
package io.sluicegate.scorer.versions;

import org.jspecify.annotations.NullMarked;
