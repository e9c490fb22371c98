/** Tests of the bundle's parts. */
@NullMarked
package io.sluicegate.bundle;

import org.jspecify.annotations.NullMarked;
