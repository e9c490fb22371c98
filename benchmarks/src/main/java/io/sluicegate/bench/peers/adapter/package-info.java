/** An adapter for Kafka Streams as Crayfish's benchmark (EDBT 2024) has it: JSON in, the same JSON with its prediction out. */
@NullMarked
package io.sluicegate.bench.peers.adapter;

import org.jspecify.annotations.NullMarked;
