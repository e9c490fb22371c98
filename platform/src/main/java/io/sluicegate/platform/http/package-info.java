/** HTTP of a service: liveness, readiness, metrics, and the routes of its stages. */
@NullMarked
package io.sluicegate.platform.http;

import org.jspecify.annotations.NullMarked;
