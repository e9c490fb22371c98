@NullMarked
package io.sluicegate.scorer.batching;

import org.jspecify.annotations.NullMarked;
