package io.sluicegate.scorer.endpoint;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.endpoint.domain.Refusal;
import io.sluicegate.scorer.versions.LoadedVersion;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The versions that requests can name, and the one that answers those that name none. */
final class ServedVersions {
    /** How long an outdated snapshot may take to be replaced, which happens at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String model;
    private final ModelHolder holder;

    ServedVersions(String model, ModelHolder holder) {
        this.model = model;
        this.holder = holder;
    }

    /**
     * Finds a version and keeps it open until it is released.
     *
     * @param version the version's name; empty for the one that decides for most keys
     */
    LoadedVersion acquire(String name, Optional<String> version) throws Refusal {
        for (var serving = holder.serving(); ; serving = after(serving)) {
            var found = find(serving, name, version);
            if (found.acquire()) {
                return found;
            }
        }
    }

    private Serving after(Serving outdated) throws Refusal {
        return holder.await(serving -> serving != outdated, PATIENCE)
                .orElseThrow(() -> Refusal.unavailable("the scorer is stopping"));
    }

    private LoadedVersion find(Serving serving, String name, Optional<String> version) throws Refusal {
        if (!name.equals(model)) {
            throw Refusal.unknown("there is no model '" + name + "' here: this scorer serves '" + model + "'");
        }
        var named = version.isPresent() ? named(serving, version.get()) : List.of(stable(serving));
        return named.stream()
                .flatMap(deployed -> serving.find(deployed).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.unavailable("version " + named.get(0).getVersion()
                        + " isn't loaded on this instance: GET /readyz says why"));
    }

    private List<DeployedVersion> named(Serving serving, String version) throws Refusal {
        var named = deployed(serving).stream()
                .filter(deployed -> deployed.getVersion().equals(version))
                .toList();
        if (named.isEmpty()) {
            throw Refusal.unknown("there is no version '" + version + "' of model '" + model
                    + "' in the deployment, which names " + names(serving));
        }
        return named;
    }

    /** The version that decides for the most buckets; the primary among equals. */
    private DeployedVersion stable(Serving serving) throws Refusal {
        return serving.deployment().map(DeploymentView::deciding).orElse(List.of()).stream()
                .reduce((most, next) -> next.buckets() > most.buckets() ? next : most)
                .map(Arm::version)
                .orElseThrow(() -> Refusal.unavailable(
                        "no version of model '" + model + "' decides yet: deploy one, or name one in the path"));
    }

    private static List<DeployedVersion> deployed(Serving serving) {
        return serving.deployment().map(DeploymentView::loaded).orElse(List.of());
    }

    private static List<String> names(Serving serving) {
        return deployed(serving).stream()
                .map(DeployedVersion::getVersion)
                .distinct()
                .toList();
    }

    /** The names of the versions that are loaded now. */
    List<String> loaded() {
        var serving = holder.serving();
        return deployed(serving).stream()
                .filter(version -> serving.find(version).isPresent())
                .map(DeployedVersion::getVersion)
                .distinct()
                .toList();
    }

    /** Whether the version is of the deployment in force and loaded, so that it will be asked again. */
    boolean isServed(LoadedVersion version) {
        return holder.serving().holds(version);
    }

    /** Whether all versions that decide are loaded. */
    boolean isReady() {
        return holder.serving().isReady();
    }
}
