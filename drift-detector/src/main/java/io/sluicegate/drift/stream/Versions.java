package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroSerdes;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The versions of a pipeline's model, from deployments and registrations, with their references. */
final class Versions {
    static final String DEPLOYMENTS_STORE = "deployments";
    static final String MODELS_STORE = "models";

    private final String pipeline;
    private final String model;
    private final References references;
    private final GlobalView<Deployment, DeploymentView> deployments;
    private final GlobalView<ModelRegistration, DeployedVersion> models;

    Versions(ProcessorContext<?, ?> context, DriftParts parts) {
        pipeline = parts.config().pipeline();
        model = parts.config().model().name();
        references = parts.references();
        AvroSerdes serdes = parts.serdes();
        deployments = new GlobalView<>(
                context.getStateStore(DEPLOYMENTS_STORE), serdes.reader(Deployment.class), DeploymentView::of);
        models = new GlobalView<>(
                context.getStateStore(MODELS_STORE), serdes.reader(ModelRegistration.class), Versions::registered);
    }

    /** The version that decides now; empty before the first deployment. */
    Optional<DeployedVersion> primary() {
        return inForce().flatMap(DeploymentView::primary).map(Arm::version);
    }

    /** The reference of a version. */
    Optional<Reference> reference(DeployedVersion version) {
        return references.await(version);
    }

    /** The reference of the version with the digest. */
    Optional<Reference> reference(String version, String digest) {
        return find(version, digest).flatMap(references::await);
    }

    /** The state of a subject's reference; empty if the version is unknown. */
    Optional<References.Known> known(Subject subject) {
        return find(subject.version(), subject.referenceDigest()).map(references::known);
    }

    private Optional<DeployedVersion> find(String version, String digest) {
        return Stream.concat(models.get(model + "@" + version).stream(), deployed())
                .filter(found -> found.getVersion().equals(version)
                        && found.getBundleDigest().equals(digest))
                .findFirst();
    }

    private static DeployedVersion registered(ModelRegistration known) {
        return new DeployedVersion(known.getVersion(), known.getLocation(), known.getBundleDigest());
    }

    private Stream<DeployedVersion> deployed() {
        return inForce().stream().flatMap(deployment -> deployment.loaded().stream());
    }

    private Optional<DeploymentView> inForce() {
        return deployments.get(pipeline);
    }
}
