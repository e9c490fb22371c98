/** The Open Inference Protocol: reads requests, checks them against a model's inputs, and writes answers. */
@NullMarked
package io.sluicegate.scorer.endpoint.domain;

import org.jspecify.annotations.NullMarked;
