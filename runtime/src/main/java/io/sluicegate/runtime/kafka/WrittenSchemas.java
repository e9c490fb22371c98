package io.sluicegate.runtime.kafka;

import org.apache.avro.specific.SpecificRecord;

/**
 * Registers the schemas of the records that a Kafka Streams application writes, before its first record comes, so that no record waits
 * for the registry in mid-run.
 */
public record WrittenSchemas(AvroSerdes serdes, String applicationId) {

    /** The schema of a topic's records. */
    public <T extends SpecificRecord> WrittenSchemas topic(String topic, Class<T> type) {
        var unused = serdes.writer(AvroSerdes.subject(topic), type);
        return this;
    }

    /** The schema of the records that the application repartitions under a name. */
    public <T extends SpecificRecord> WrittenSchemas repartition(String name, Class<T> type) {
        return topic(applicationId + "-" + name + "-repartition", type);
    }

    /** The schema of a store's values; Kafka Streams gives the store's serde the name of its changelog. */
    public <T extends SpecificRecord> WrittenSchemas store(String name, Class<T> type) {
        return topic(applicationId + "-" + name + "-changelog", type);
    }
}
