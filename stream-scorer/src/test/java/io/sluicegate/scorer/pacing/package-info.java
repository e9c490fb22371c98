@NullMarked
package io.sluicegate.scorer.pacing;

import org.jspecify.annotations.NullMarked;
