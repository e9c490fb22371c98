package io.sluicegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord.BrokerEndpoint;
import org.apache.kafka.common.metadata.RegisterBrokerRecord.BrokerEndpointCollection;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

class PatientMetadataTest {
    private static final ListenerName LISTENER = new ListenerName("PLAINTEXT");
    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final int BROKER = 1;
    private static final int NOBODY = -1;

    private final PatientMetadata metadata = new PatientMetadata(BROKER, () -> KRaftVersion.LATEST_PRODUCTION);

    PatientMetadataTest() {
        var delta = new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new RegisterBrokerRecord()
                .setBrokerId(BROKER)
                .setFenced(false)
                .setEndPoints(new BrokerEndpointCollection(List.of(new BrokerEndpoint()
                                .setName(LISTENER.value())
                                .setHost("localhost")
                                .setPort(9092))
                        .iterator())));
        delta.replay(new TopicRecord().setName("topic").setTopicId(TOPIC));
        delta.replay(partition(0, BROKER));
        delta.replay(partition(1, NOBODY));
        metadata.setImage(delta.apply(MetadataProvenance.EMPTY));
    }

    private static PartitionRecord partition(int number, int leader) {
        return new PartitionRecord()
                .setTopicId(TOPIC)
                .setPartitionId(number)
                .setReplicas(List.of(BROKER))
                .setIsr(List.of(BROKER))
                .setLeader(leader);
    }

    @Test
    void shouldKnowWhoLeads() {
        assertThat(metadata.getPartitionLeaderEndpoint("topic", 0, LISTENER))
                .hasValueSatisfying(node -> assertThat(node.id()).isEqualTo(BROKER));
    }

    @Test
    void shouldTellAPartitionWithoutALeaderFromOneThatDoesNotExist() {
        assertThat(metadata.getPartitionLeaderEndpoint("topic", 1, LISTENER)).contains(Node.noNode());
        assertThat(metadata.getPartitionLeaderEndpoint("topic", 2, LISTENER)).isEmpty();
        assertThat(metadata.getPartitionLeaderEndpoint("other", 0, LISTENER)).isEmpty();
    }
}
