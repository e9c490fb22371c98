package io.sluicegate.trigger.stream;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.StateSerdes;
import io.sluicegate.runtime.kafka.WrittenSchemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the facts: in memory, for they are small, and changelogged. */
final class FactStores {
    /** Report id to the report, of the newest windows. */
    static final String REPORTS = "reports";
    /** newest, step and primary-since to the revision. */
    static final String ROLLOUT = "rollout";
    /** open, and last/policy, to the trigger. */
    static final String GIVEN = "given";
    /** answer to the registration that answers the open trigger. */
    static final String ANSWER = "answer";
    /** going-back and trial to the end of the newest window that asked rollout control for it, in milliseconds. */
    static final String ASKED = "asked";

    private final Function<String, KeyValueBytesStoreSupplier> kind;
    private final Set<StoreBuilder<?>> builders;

    FactStores(AvroSerdes serdes) {
        this(serdes, Stores::inMemoryKeyValueStore);
    }

    FactStores(AvroSerdes serdes, Function<String, KeyValueBytesStoreSupplier> kind) {
        this.kind = kind;
        builders = new LinkedHashSet<>(List.of(
                store(REPORTS, DriftReport.class, serdes),
                store(ROLLOUT, Deployment.class, serdes),
                store(GIVEN, RetrainingTrigger.class, serdes),
                store(ANSWER, ModelRegistration.class, serdes),
                store(ASKED, StateSerdes.numbers(ASKED))));
    }

    static void register(WrittenSchemas schemas) {
        schemas.store(REPORTS, DriftReport.class)
                .store(ROLLOUT, Deployment.class)
                .store(GIVEN, RetrainingTrigger.class)
                .store(ANSWER, ModelRegistration.class);
    }

    Set<StoreBuilder<?>> builders() {
        return builders;
    }

    private <T extends SpecificRecord> StoreBuilder<?> store(String name, Class<T> type, AvroSerdes serdes) {
        return store(name, serdes.stored(type));
    }

    private StoreBuilder<?> store(String name, Serde<?> values) {
        return Stores.keyValueStoreBuilder(kind.apply(name), Serdes.String(), values);
    }
}
