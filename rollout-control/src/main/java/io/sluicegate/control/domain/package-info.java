/** Folds commands and the instances' statuses into revisions and registrations. Pure: time is an argument. */
@NullMarked
package io.sluicegate.control.domain;

import org.jspecify.annotations.NullMarked;
