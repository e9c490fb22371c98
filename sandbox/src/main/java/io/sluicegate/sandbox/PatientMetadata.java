package io.sluicegate.sandbox;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * A broker's metadata that tells a partition without a leader from one that doesn't exist, as Kafka's did up to 4.2. Since 4.3.0
 * (KAFKA-20734, not mended in 4.4.0) it takes the one for the other, and a transaction that is completed at that moment is left without
 * its end there: after a kill of all brokers, what reads committed records may stand still for ever.
 */
final class PatientMetadata extends KRaftMetadataCache {
    PatientMetadata(int nodeId, Supplier<KRaftVersion> version) {
        super(nodeId, version);
    }

    /** Empty only if there is no such partition: whoever writes to it waits for its leader then. */
    @Override
    public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
        return super.getPartitionLeaderEndpoint(topic, partition, listener)
                .or(() ->
                        contains(new TopicPartition(topic, partition)) ? Optional.of(Node.noNode()) : Optional.empty());
    }
}
