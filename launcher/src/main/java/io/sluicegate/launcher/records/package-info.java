/** Records for people: rows of files become events and labels in Kafka, and the records of a pipeline's topics become lines to read. */
@NullMarked
package io.sluicegate.launcher.records;

import org.jspecify.annotations.NullMarked;
