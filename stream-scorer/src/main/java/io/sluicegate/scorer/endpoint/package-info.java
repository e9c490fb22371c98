/** Answers inference requests over HTTP with the loaded versions; reads no topics and writes none. */
@NullMarked
package io.sluicegate.scorer.endpoint;

import org.jspecify.annotations.NullMarked;
