package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.console.domain.Instance;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.launcher.seeing.domain.VersionStanding.What;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.VersionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A registered version.
 *
 * @param instances its state on each live instance that holds it
 */
public record VersionLine(ModelRegistration registration, VersionStanding standing, List<OnInstance> instances) {

    /** The version on one instance. */
    public record OnInstance(String instance, LoadState state, Optional<String> error) {}

    /** All registered versions, in the order of their registration. */
    public static List<VersionLine> of(PipelineFacts facts, List<AuditEntry> audit) {
        var standings = VersionStanding.of(facts.deployment(), audit);
        var registered = new VersionStanding(What.REGISTERED, "registered", Optional.empty());
        return facts.models().stream()
                .map(model -> new VersionLine(
                        model,
                        standings.getOrDefault(model.getVersion(), registered),
                        instances(model.getVersion(), facts.instances())))
                .toList();
    }

    private static List<OnInstance> instances(String version, List<Instance> instances) {
        return instances.stream()
                .filter(instance -> instance.state() == Instance.State.ALIVE)
                .flatMap(instance -> instance.status().getVersions().stream()
                        .filter(held -> held.getVersion().equals(version))
                        .map(held -> on(instance, held)))
                .toList();
    }

    private static OnInstance on(Instance instance, VersionStatus held) {
        return new OnInstance(instance.status().getInstance(), held.getState(), Optional.ofNullable(held.getError()));
    }

    /** How many instances have the version in each state: {@code 2 READY, 1 FAILED}; a dash for none. */
    public String loaded() {
        var counts = instances.stream().collect(Collectors.groupingBy(OnInstance::state, Collectors.counting()));
        return counts.isEmpty()
                ? "-"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }
}
