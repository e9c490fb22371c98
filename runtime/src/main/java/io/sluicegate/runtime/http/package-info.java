/** HTTP of a service: liveness, readiness, metrics, and the routes of its stages. */
@NullMarked
package io.sluicegate.runtime.http;

import org.jspecify.annotations.NullMarked;
