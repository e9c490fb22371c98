/**
 * Reads {@code <p>.drift}, {@code sluicegate.deployments} and {@code sluicegate.models}, keeps the facts, writes {@code
 * <p>.triggers} and {@code sluicegate.commands}.
 */
@NullMarked
package io.sluicegate.trigger.stream;

import org.jspecify.annotations.NullMarked;
