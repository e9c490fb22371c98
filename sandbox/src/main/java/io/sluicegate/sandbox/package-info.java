/**
 * Runs Sluicegate on one machine without a cluster: a broker in this process, stages in processes of their own, and the tools to control
 * them.
 */
@NullMarked
package io.sluicegate.sandbox;

import org.jspecify.annotations.NullMarked;
