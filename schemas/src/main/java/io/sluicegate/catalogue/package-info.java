/** The catalogues: the one place that knows our topics, and the one that knows the statistics of reports. */
@NullMarked
package io.sluicegate.catalogue;

import org.jspecify.annotations.NullMarked;
