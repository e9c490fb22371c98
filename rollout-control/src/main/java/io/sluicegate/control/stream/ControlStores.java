package io.sluicegate.control.stream;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.WrittenSchemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the fold: in memory, for they are small, and changelogged. Both processors share them. */
final class ControlStores {
    /** Pipeline to its newest revision. */
    static final String DEPLOYMENTS = "deployments";
    /** model@version to its registration. */
    static final String REGISTRATIONS = "registrations";
    /** pipeline/command id to what was decided on it. */
    static final String DECIDED = "decided";
    /** pipeline/instance to its newest status, by the broker's time: when it came, and since when the instance lives. */
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
