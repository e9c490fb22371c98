/** Whether memory, threads and files stay flat over many deployments: {@code sluicegate bench soak}. */
@NullMarked
package io.sluicegate.bench.soak;

import org.jspecify.annotations.NullMarked;
