package io.sluicegate.launcher.project;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Opened;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Deploys the bundle of a project if nothing is deployed in its pipeline yet. */
final class FirstVersion {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String REASON = "the project's first version";

    private final PipelineConfig config;
    private final ControlClient control;

    FirstVersion(PipelineConfig config, ControlClient control) {
        this.config = config;
        this.control = control;
    }

    /** What came of it, in a line; empty if there is nothing to do. */
    Optional<String> deploy(Path folder) throws IOException {
        var inForce = control.inForce(config.pipeline(), PATIENCE);
        if (inForce.isPresent() && !inForce.get().getArms().isEmpty()) {
            return Optional.empty();
        }
        if (!BundleStore.isBundle(folder)) {
            return Optional.of(
                    "nothing is deployed, and " + folder + " is no bundle: see sluicegate bundle create --help");
        }
        var opened = BundleStore.open(folder.toString());
        return Optional.of(
                opened instanceof Opened.Whole whole
                        ? deploy(whole.bundle())
                        : "the bundle can't be used: " + ((Opened.Refused) opened).message());
    }

    private String deploy(Bundle bundle) throws IOException {
        var problems = InputBinding.problems(bundle.manifest(), config.features());
        if (!problems.isEmpty()) {
            return "the pipeline's features don't fit " + bundle.folder() + ": " + String.join("; ", problems);
        }
        var version = bundle.manifest().version();
        var published = new BundleStore(config.model().store())
                .publish(new BundleDraft(
                                bundle.manifest(),
                                Files.readAllBytes(bundle.model()),
                                bundle.reference(),
                                bundle.golden())
                        .withWeightsOf(bundle.model()));
        return sent(command(CommandKind.REGISTER, version)
                        .setLocation(published.location())
                        .setBundleDigest(published.digest())
                        .setFeatureSetFingerprint(bundle.manifest().featureSetFingerprint())
                        .build())
                .or(() -> sent(command(CommandKind.DEPLOY, version).build()))
                .orElseGet(() -> effect(config.model().name() + "@" + version));
    }

    /** Waits until the version decides, or its preparation has ended without that. */
    private String effect(String name) {
        var deadline = Instant.now().plus(config.model().prepareTimeout()).plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var view = control.inForce(config.pipeline(), PATIENCE).map(DeploymentView::of);
            var primary = view.flatMap(DeploymentView::primary);
            if (primary.isPresent()) {
                return name + " decides since revision " + view.get().revision();
            }
            if (view.isPresent() && view.get().preparing().isEmpty()) {
                return name + " was given up: " + view.get().record().getChange();
            }
            LockSupport.parkNanos(LOOK.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return name + " is still being prepared";
    }

    /** Why the command did not do what it should; empty if rollout control accepted it. */
    private Optional<String> sent(ModelCommand command) {
        var decision = control.send(command, PATIENCE);
        if (decision.isEmpty()) {
            return Optional.of("rollout control did not answer " + command.getKind() + " within "
                    + PATIENCE.toSeconds() + " s; send it with sluicegate "
                    + command.getKind().toString().toLowerCase(java.util.Locale.ROOT));
        }
        return decision.filter(entry -> entry.getKind() == AuditKind.REFUSED)
                .map(entry -> "rollout control refused " + command.getKind() + ": " + entry.getReason());
    }

    private ModelCommand.Builder command(CommandKind kind, String version) {
        var id = UUID.randomUUID().toString();
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline(config.pipeline())
                .setModel(config.model().name())
                .setKind(kind)
                .setVersion(version)
                .setReason(REASON)
                .setIssuedBy(Issuer.of(config.kafka()).name())
                .setIssuedAt(Instant.now());
    }
}
