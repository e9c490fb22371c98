/** The {@code doctor} command: examines the machine, the cluster and the pipeline's services, and says what to do. */
@NullMarked
package io.sluicegate.launcher.doctor;

import org.jspecify.annotations.NullMarked;
