/** Graphs around a tree ensemble, compiled to steps over arrays. */
@NullMarked
package io.sluicegate.scorer.graph;

import org.jspecify.annotations.NullMarked;
