package io.sluicegate.launcher.control;

import io.sluicegate.control.domain.BrokerTime;
import io.sluicegate.control.domain.ControlState;
import io.sluicegate.control.domain.Liveness;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rollout control's state as its topics tell it: the deployments and registrations in full, the decisions and statuses as far back as
 * they matter to a command that is given now.
 */
final class TopicState implements ControlState {
    private static final long STATUSES = 2_000;
    private static final long ENTRIES = 2_000;

    private final Map<String, Deployment> deployments = new HashMap<>();
    private final Map<String, ModelRegistration> registrations = new TreeMap<>();
    private final Map<String, AuditEntry> decisions = new HashMap<>();
    private final Map<String, InstanceStatus> statuses = new TreeMap<>();
    private final BrokerTime brokerTime = new BrokerTime();

    static TopicState read(Clients clients) {
        var state = new TopicState();
        var serdes = clients.serdes();
        try (var log = new LogReader(clients)) {
            CommandQueue.newest(log, Topics.DEPLOYMENTS, Long.MAX_VALUE, serdes.reader(Deployment.class), state::enter);
            CommandQueue.newest(
                    log, Topics.MODELS, Long.MAX_VALUE, serdes.reader(ModelRegistration.class), state::enter);
            CommandQueue.newest(log, Topics.AUDIT, ENTRIES, serdes.reader(AuditEntry.class), state::enter);
            state.readStatuses(log, serdes.reader(InstanceStatus.class));
        }
        return state;
    }

    private void readStatuses(LogReader log, AvroReader<InstanceStatus> reader) {
        log.read(log.newest(log.partitions(Topics.STATUS), STATUSES), record -> {
            if (reader.read(record.value()) instanceof Decoded<InstanceStatus> decoded) {
                enter(decoded.value(), Instant.ofEpochMilli(record.timestamp()), System.currentTimeMillis());
            }
            return true;
        });
    }

    void enter(Deployment deployment) {
        deployments.put(deployment.getPipeline(), deployment);
    }

    void enter(ModelRegistration registration) {
        registrations.put(registration.getModel() + "@" + registration.getVersion(), registration);
    }

    /** Only the entry of the decision itself counts, not that of a preparation's end. */
    void enter(AuditEntry entry) {
        var command = entry.getCommand();
        if (command != null && entry.getKind() != AuditKind.ACTIVATED && entry.getKind() != AuditKind.ABORTED) {
            decisions.put(CommandQueue.key(command), entry);
        }
    }

    void enter(InstanceStatus status, Instant seen, long now) {
        brokerTime.read(seen.toEpochMilli(), now);
        statuses.merge(
                status.getPipeline() + "/" + status.getInstance(),
                Liveness.kept(Optional.empty(), status, seen),
                (known, unused) -> Liveness.kept(Optional.of(known), status, seen));
    }

    /** The broker's time, as far as the statuses tell. */
    Instant brokerTime(Instant now) {
        return brokerTime.at(now.toEpochMilli());
    }

    @Override
    public Optional<Deployment> inForce(String pipeline) {
        return Optional.ofNullable(deployments.get(pipeline));
    }

    @Override
    public Optional<ModelRegistration> registration(String model, String version) {
        return Optional.ofNullable(registrations.get(model + "@" + version));
    }

    @Override
    public Optional<ModelRegistration> bundle(String model, String digest) {
        return registrations.values().stream()
                .filter(known -> known.getModel().equals(model)
                        && known.getBundleDigest().equals(digest))
                .findFirst();
    }

    @Override
    public Collection<InstanceStatus> statuses(String pipeline) {
        return statuses.values().stream()
                .filter(status -> status.getPipeline().equals(pipeline))
                .toList();
    }

    @Override
    public Optional<AuditEntry> decisionOn(String pipeline, String commandId) {
        return Optional.ofNullable(decisions.get(pipeline + "/" + commandId));
    }
}
