/** The catalogues: of topics, of metrics, and of the statistics of reports. */
@NullMarked
package io.sluicegate.catalogue;

import org.jspecify.annotations.NullMarked;
