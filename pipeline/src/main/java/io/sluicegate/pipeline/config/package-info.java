/** Reads a pipeline's YAML file into records that validate themselves. */
@NullMarked
package io.sluicegate.pipeline.config;

import org.jspecify.annotations.NullMarked;
