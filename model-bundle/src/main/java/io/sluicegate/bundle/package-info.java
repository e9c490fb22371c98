/** What a model is, without running it: reads and writes bundle folders of manifest, model, reference profile and golden vectors. */
@NullMarked
package io.sluicegate.bundle;

import org.jspecify.annotations.NullMarked;
