/** The catalogues: of topics, of metrics, and of the statistics of reports. */
@NullMarked
package io.sluicegate.pipeline.catalogue;

import org.jspecify.annotations.NullMarked;
