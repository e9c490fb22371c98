/** The topic catalogue: the one place that knows our topics. */
@NullMarked
package io.sluicegate.catalogue;

import org.jspecify.annotations.NullMarked;
