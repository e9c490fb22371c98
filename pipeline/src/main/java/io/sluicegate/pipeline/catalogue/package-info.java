/** The catalogues of topics, metrics, error codes and reported statistics. */
@NullMarked
package io.sluicegate.pipeline.catalogue;

import org.jspecify.annotations.NullMarked;
