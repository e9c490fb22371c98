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
 * (KAFKA-20734, not fixed in 4.4.0) Kafka's metadata confuses the two, and a transaction that completes at that moment never gets its end
 * marker on that partition. After a kill of all brokers, readers of committed records may wait for ever.
 */
final class PatientMetadata extends KRaftMetadataCache {
    PatientMetadata(int nodeId, Supplier<KRaftVersion> version) {
        super(nodeId, version);
    }

    /** Empty only if the partition doesn't exist. For a partition without a leader, the writer waits for the leader. */
    @Override
    public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
        return super.getPartitionLeaderEndpoint(topic, partition, listener)
                .or(() ->
                        contains(new TopicPartition(topic, partition)) ? Optional.of(Node.noNode()) : Optional.empty());
    }
}
