package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.platform.kafka.AvroSerdes;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The versions of a pipeline's model, as deployments and registrations tell of them, with their references. */
final class Versions {
    static final String DEPLOYMENTS_STORE = "deployments";
    static final String MODELS_STORE = "models";

    private final String pipeline;
    private final String model;
    private final References references;
    private final GlobalView<Deployment> deployments;
    private final GlobalView<ModelRegistration> models;

    Versions(ProcessorContext<?, ?> context, DriftParts parts) {
        pipeline = parts.config().pipeline();
        model = parts.config().model().name();
        references = parts.references();
        AvroSerdes serdes = parts.serdes();
        deployments = new GlobalView<>(context.getStateStore(DEPLOYMENTS_STORE), serdes.reader(Deployment.class));
        models = new GlobalView<>(context.getStateStore(MODELS_STORE), serdes.reader(ModelRegistration.class));
    }

    /** The version that decides now; empty before the first deployment. */
    Optional<DeployedVersion> primary() {
        return deployments.get(pipeline).flatMap(deployment -> Optional.ofNullable(deployment.getPrimary()));
    }

    /** The reference of a version. */
    Optional<Reference> reference(DeployedVersion version) {
        return references.await(version);
    }

    /** The reference of the version with the digest. */
    Optional<Reference> reference(String version, String digest) {
        return find(version, digest).flatMap(references::await);
    }

    /** What is known of a subject's reference; empty where nobody knows the version. */
    Optional<References.Known> known(Subject subject) {
        return find(subject.version(), subject.referenceDigest()).map(references::known);
    }

    private Optional<DeployedVersion> find(String version, String digest) {
        return Stream.concat(registered(version), deployed())
                .filter(found -> found.getVersion().equals(version)
                        && found.getBundleDigest().equals(digest))
                .findFirst();
    }

    private Stream<DeployedVersion> registered(String version) {
        return models.get(model + "@" + version).stream()
                .map(found -> new DeployedVersion(found.getVersion(), found.getLocation(), found.getBundleDigest()));
    }

    private Stream<DeployedVersion> deployed() {
        return deployments.get(pipeline).stream().flatMap(deployment -> Stream.of(
                        deployment.getPrimary(), deployment.getCandidate(), deployment.getPrevious())
                .flatMap(Stream::ofNullable));
    }
}
