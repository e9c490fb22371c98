@NullMarked
package io.sluicegate.scorer.predictions;

import org.jspecify.annotations.NullMarked;
