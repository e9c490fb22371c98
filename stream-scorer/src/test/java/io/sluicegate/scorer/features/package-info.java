@NullMarked
package io.sluicegate.scorer.features;

import org.jspecify.annotations.NullMarked;
