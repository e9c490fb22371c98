/** Model bundles, without running models: reads and writes folders of manifest, model, reference profile and golden vectors. */
@NullMarked
package io.sluicegate.bundle;

import org.jspecify.annotations.NullMarked;
