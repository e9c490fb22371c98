package io.sluicegate.control.domain;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RecordClasses;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes revisions. Each revision is a full copy of the previous one with its changes, and the next number. */
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
                .setArms(List.of())
                .setWarm(List.of())
                .setCommandId("")
                .setCorrelationId("")
                .setChange("nothing is deployed")
                .setAt(now)
                .build();
    }

    /** The next revision, caused by the request's command. */
    static Deployment next(Request request, String change, UnaryOperator<Deployment.Builder> changes) {
        var command = request.command();
        return next(
                request.current(),
                change,
                request.now(),
                next -> changes.apply(
                        next.setCommandId(command.getCommandId()).setCorrelationId(command.getCorrelationId())));
    }

    /** The next revision, caused by the same command as this one. */
    static Deployment next(
            DeploymentView current, String change, Instant now, UnaryOperator<Deployment.Builder> changes) {
        var next = Deployment.newBuilder(current.record())
                .setRevision(current.revision() + 1)
                .setChange(change)
                .setAt(now);
        return withoutForgotten(changes.apply(next).build());
    }

    /** Approvals are known of the versions that the revision names. */
    private static Deployment withoutForgotten(Deployment revision) {
        var named = revision.getApproved().stream()
                .filter(DeploymentView.of(revision)::names)
                .toList();
        return Deployment.newBuilder(revision).setApproved(named).build();
    }

    /** The version counts as approved if somebody has approved it, for as long as the deployment names it. */
    static Deployment.Builder approved(Deployment.Builder next, ModelRegistration registration) {
        if (registration.getApprovedBy() == null) {
            return next;
        }
        var approved = Stream.concat(next.getApproved().stream(), Stream.of(registration.getBundleDigest()));
        return next.setApproved(approved.distinct().toList());
    }

    /** The version decides for all keys, in a new tenure. */
    static Deployment.Builder alone(Deployment.Builder next, DeployedVersion primary) {
        return deciding(next, Arms.alone(primary, tenure(next)));
    }

    /** The candidate decides for this number of buckets, in a new tenure. */
    static Deployment.Builder trial(
            Deployment.Builder next, DeployedVersion primary, DeployedVersion candidate, int buckets) {
        return deciding(next, Arms.trial(primary, candidate, buckets, tenure(next)));
    }

    /** The version shadows this number of buckets. */
    static Deployment.Builder withShadow(Deployment.Builder next, DeployedVersion version, int buckets) {
        var shadow = Stream.of(Arms.shadow(version, buckets, tenure(next)));
        return next.setArms(Stream.concat(next.getArms().stream(), shadow).toList());
    }

    /** The version no longer shadows. */
    static Deployment.Builder withoutShadow(Deployment.Builder next, DeployedVersion version) {
        return next.setArms(next.getArms().stream()
                .filter(arm -> !isShadow(arm) || !isSame(arm.getVersion(), version))
                .toList());
    }

    /** Shadows stay, except those whose version now decides. */
    private static Deployment.Builder deciding(Deployment.Builder next, List<DeployedArm> arms) {
        var shadows = next.getArms().stream().filter(Revisions::isShadow).filter(shadow -> arms.stream()
                .noneMatch(arm -> isSame(arm.getVersion(), shadow.getVersion())));
        return next.setArms(Stream.concat(arms.stream(), shadows).toList());
    }

    private static boolean isShadow(DeployedArm arm) {
        return arm.getRole() == ArmRole.SHADOW;
    }

    /** A tenure lasts as long as the same versions decide for the same shares of the keys. */
    private static Tenure tenure(Deployment.Builder next) {
        return new Tenure(next.getRevision(), next.getAt());
    }

    /** Whether both are the same bundle, at whatever location. */
    private static boolean isSame(DeployedVersion one, DeployedVersion other) {
        return one.getBundleDigest().equals(other.getBundleDigest());
    }

    static DeployedVersion deployed(ModelRegistration registration) {
        return new DeployedVersion(
                registration.getVersion(), registration.getLocation(), registration.getBundleDigest());
    }
}
