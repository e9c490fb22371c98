/** Tensors in the memory of the JVM, whatever they come from and go to. */
@NullMarked
package io.sluicegate.scorer.tensors;

import org.jspecify.annotations.NullMarked;
