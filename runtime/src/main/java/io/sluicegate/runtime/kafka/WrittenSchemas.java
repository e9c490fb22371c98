package io.sluicegate.runtime.kafka;

import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas of the records that a Kafka Streams application writes, registered before the first record so that no record waits
 * for the registry.
 */
public record WrittenSchemas(AvroSerdes serdes, String applicationId) {

    /** Registers the schema of a topic's records. */
    public <T extends SpecificRecord> WrittenSchemas topic(String topic, Class<T> type) {
        var unused = serdes.writer(AvroSerdes.subject(topic), type);
        return this;
    }

    /** Registers the schema of the records that the application repartitions under a name. */
    public <T extends SpecificRecord> WrittenSchemas repartition(String name, Class<T> type) {
        return topic(applicationId + "-" + name + "-repartition", type);
    }

    /** Registers the schema of a store's values; Kafka Streams gives the store's serde the name of its changelog. */
    public <T extends SpecificRecord> WrittenSchemas store(String name, Class<T> type) {
        return topic(applicationId + "-" + name + "-changelog", type);
    }
}
