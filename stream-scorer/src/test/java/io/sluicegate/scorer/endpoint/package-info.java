/** Tests of the endpoint against a real HTTP server. */
@NullMarked
package io.sluicegate.scorer.endpoint;

import org.jspecify.annotations.NullMarked;
