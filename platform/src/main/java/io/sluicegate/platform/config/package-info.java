/** Reads a pipeline's YAML file into records that validate themselves. */
@NullMarked
package io.sluicegate.platform.config;

import org.jspecify.annotations.NullMarked;
