/** A real schema registry as a child process, for the demo and for tests; reads an unpacked Apicurio, writes its data folder. */
@NullMarked
package io.sluicegate.registry;

import org.jspecify.annotations.NullMarked;
