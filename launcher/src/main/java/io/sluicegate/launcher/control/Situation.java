package io.sluicegate.launcher.control;

import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.ControlClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a command finds in the cluster before it is sent. */
record Situation(Cluster cluster, ControlClient control) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The pipeline's deployment in force; empty before the first. */
    Optional<DeploymentView> inForce() {
        return control.inForce(pipeline(), PATIENCE).map(DeploymentView::of);
    }

    /** The number of the revision in force; 0 before the first. */
    static long revision(Optional<DeploymentView> inForce) {
        return inForce.map(DeploymentView::record).map(Deployment::getRevision).orElse(0L);
    }

    /** The pipeline's commands that rollout control has not decided yet, in the log's order. */
    List<ModelCommand> queued() {
        return CommandQueue.read(cluster.clients()).of(pipeline());
    }

    String pipeline() {
        return cluster.config().pipeline();
    }
}
