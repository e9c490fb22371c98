package io.sluicegate.control.stream;

import io.sluicegate.control.domain.ControlState;
import io.sluicegate.control.domain.Liveness;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The fold's state in its stores. */
final class StoredControlState implements ControlState {
    /** A command id is forgotten after this time; commands of policies also name the revision that they expect. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final KeyValueStore<String, Deployment> deployments;
    private final KeyValueStore<String, ModelRegistration> registrations;
    private final KeyValueStore<String, AuditEntry> decided;
    private final KeyValueStore<String, InstanceStatus> statuses;

    StoredControlState(ProcessingContext context) {
        deployments = context.getStateStore(ControlStores.DEPLOYMENTS);
        registrations = context.getStateStore(ControlStores.REGISTRATIONS);
        decided = context.getStateStore(ControlStores.DECIDED);
        statuses = context.getStateStore(ControlStores.STATUSES);
    }

    static String key(ModelRegistration registration) {
        return key(registration.getModel(), registration.getVersion());
    }

    @Override
    public Optional<Deployment> inForce(String pipeline) {
        return Optional.ofNullable(deployments.get(pipeline));
    }

    @Override
    public Optional<ModelRegistration> registration(String model, String version) {
        return Optional.ofNullable(registrations.get(key(model, version)));
    }

    @Override
    public Optional<ModelRegistration> bundle(String model, String digest) {
        return values(registrations.prefixScan(key(model, ""), new StringSerializer())).stream()
                .filter(known -> known.getBundleDigest().equals(digest))
                .findFirst();
    }

    @Override
    public Optional<AuditEntry> decisionOn(String pipeline, String commandId) {
        return Optional.ofNullable(decided.get(pipeline + "/" + commandId));
    }

    /** The command that asked for what is being prepared; empty if it is no longer remembered. */
    Optional<ModelCommand> commandBehindPreparation(Deployment deployment) {
        return Optional.ofNullable(deployment.getPreparing())
                .flatMap(preparing -> decisionOn(deployment.getPipeline(), preparing.getCommandId()))
                .map(AuditEntry::getCommand);
    }

    /** Stores the decision on a command. */
    void enterCommand(AuditEntry entry) {
        decided.put(entry.getPipeline() + "/" + entry.getCommand().getCommandId(), entry);
        Optional.ofNullable(entry.getRegistration()).ifPresent(it -> registrations.put(key(it), it));
        enterRevision(entry);
    }

    /** Stores the outcome of a preparation. */
    void enterRevision(AuditEntry entry) {
        Optional.ofNullable(entry.getDeployment()).ifPresent(it -> deployments.put(it.getPipeline(), it));
    }

    /** @param seen the broker's time of the status */
    void enterStatus(InstanceStatus status, Instant seen) {
        var key = status.getPipeline() + "/" + status.getInstance();
        statuses.put(key, Liveness.kept(Optional.ofNullable(statuses.get(key)), status, seen));
    }

    Collection<Deployment> allInForce() {
        return values(deployments.all());
    }

    @Override
    public Collection<InstanceStatus> statuses(String pipeline) {
        return values(statuses.prefixScan(pipeline + "/", new StringSerializer()));
    }

    void forget(Instant now) {
        remove(decided, entry -> entry.getAt().plus(REMEMBERED).isBefore(now));
        remove(statuses, status -> Liveness.isForgotten(status, now));
    }

    private static String key(String model, String version) {
        return model + "@" + version;
    }

    private static <V> List<V> values(KeyValueIterator<String, V> entries) {
        try (entries) {
            var values = new ArrayList<V>();
            entries.forEachRemaining(entry -> values.add(entry.value));
            return values;
        }
    }

    private static <V> void remove(KeyValueStore<String, V> store, Predicate<V> old) {
        var keys = new ArrayList<String>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> {
                if (old.test(entry.value)) {
                    keys.add(entry.key);
                }
            });
        }
        keys.forEach(store::delete);
    }
}
