package io.sluicegate.control.domain;

import io.sluicegate.catalogue.RecordClasses;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.time.Instant;

/** Makes revisions: each is a full copy of the one before it with what has changed, and counts one more. */
final class Revisions {
    static {
        RecordClasses.trust();
    }

    private Revisions() {}

    /** Before the first revision. */
    static Deployment none(PipelineRules rules, Instant now) {
        return Deployment.newBuilder()
                .setPipeline(rules.pipeline())
                .setRevision(0)
                .setModel(rules.model())
                .setSalt(rules.pipeline())
                .setCommandId("")
                .setCorrelationId("")
                .setChange("nothing is deployed")
                .setAt(now)
                .build();
    }

    /** The next revision, caused by the request's command. */
    static Deployment.Builder next(Request request, String change) {
        return next(request.current(), change, request.now())
                .setCommandId(request.command().getCommandId())
                .setCorrelationId(request.command().getCorrelationId());
    }

    /** The next revision, caused by the same command as this one. */
    static Deployment.Builder next(Deployment current, String change, Instant now) {
        return Deployment.newBuilder(current)
                .setRevision(current.getRevision() + 1)
                .setChange(change)
                .setAt(now);
    }

    static DeployedVersion deployed(ModelRegistration registration) {
        return new DeployedVersion(
                registration.getVersion(), registration.getLocation(), registration.getBundleDigest());
    }
}
