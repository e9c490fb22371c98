package io.sluicegate.pipeline.violation;

import org.apache.kafka.streams.Topology;

/** A description of a pipeline that knows what runs it. */
public final class PipelineThatRuns {
    public Topology topology() {
        return new Topology();
    }
}
