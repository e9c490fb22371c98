package io.sluicegate.drift.stream;

import io.sluicegate.catalogue.Topics;
import io.sluicegate.platform.kafka.AvroSerdes;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.records.PartialCounts;
import org.apache.avro.specific.SpecificRecord;

/** Registers what the detector writes before its first row comes, so that no row has to wait for the registry in mid-run. */
public record InternalSchemas(AvroSerdes serdes, String applicationId) {

    public void register(String pipeline) {
        serdes.register(DriftReport.class, Topics.of(pipeline).drift());
        serdes.register(PartialCounts.class, applicationId + "-counts-repartition");
        serdes.register(LabelProgress.class, applicationId + "-labels-repartition");
        store(MergeStores.COUNTS, PartialCounts.class);
        store(MergeStores.CLOCKS, PartialCounts.class);
    }

    /** Kafka Streams gives the serde of a store the name of the store's changelog. */
    private <T extends SpecificRecord> void store(String name, Class<T> type) {
        serdes.register(type, applicationId + "-" + name + "-changelog");
    }
}
