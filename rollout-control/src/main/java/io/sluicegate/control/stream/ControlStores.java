package io.sluicegate.control.stream;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the fold: small, so kept in memory, with changelogs. Both processors share the stores. */
final class ControlStores {
    /** Pipeline to its newest revision. */
    static final String DEPLOYMENTS = "deployments";
    /** model@version to its registration. */
    static final String REGISTRATIONS = "registrations";
    /** pipeline/command id to the decision. */
    static final String DECIDED = "decided";
    /** pipeline/instance to the newest status, with the broker's time of its arrival and since when the instance has been alive. */
    static final String STATUSES = "statuses";

    private final Set<StoreBuilder<?>> builders;

    ControlStores(AvroSerdes serdes) {
        builders = new LinkedHashSet<>(List.of(
                store(DEPLOYMENTS, Deployment.class, serdes),
                store(REGISTRATIONS, ModelRegistration.class, serdes),
                store(DECIDED, AuditEntry.class, serdes),
                store(STATUSES, InstanceStatus.class, serdes)));
    }

    static void register(WrittenSchemas schemas) {
        schemas.store(DEPLOYMENTS, Deployment.class)
                .store(REGISTRATIONS, ModelRegistration.class)
                .store(DECIDED, AuditEntry.class)
                .store(STATUSES, InstanceStatus.class);
    }

    Set<StoreBuilder<?>> builders() {
        return builders;
    }

    private static <T extends SpecificRecord> StoreBuilder<?> store(String name, Class<T> type, AvroSerdes serdes) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serdes.stored(type));
    }
}
