/** The lifecycle of a service: start, ready, drain, stop, with one clear line and one exit code for each reason to stop. */
@NullMarked
package io.sluicegate.runtime.service;

import org.jspecify.annotations.NullMarked;
