/** Tests of the protocol. */
@NullMarked
package io.sluicegate.scorer.endpoint.domain;

import org.jspecify.annotations.NullMarked;
