/** What the records of a pipeline's topics mean together: pure, time is an argument. */
@NullMarked
package io.sluicegate.launcher.seeing.domain;

import org.jspecify.annotations.NullMarked;
