package io.sluicegate.testing;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterExecutionMode;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/** A running broker that can be stopped. */
sealed interface Broker extends AutoCloseable {

    /** The broker's setting that is turned off, so that misspelt topics are noticed. */
    String NO_AUTO_CREATE = "auto.create.topics.enable";

    String bootstrapServers();

    /** Starts a broker. */
    static Broker start(BrokerKind kind) {
        return switch (kind.resolve()) {
            case CONTAINERS -> InContainer.start();
            default -> Embedded.start();
        };
    }

    /** KRaft in this JVM. */
    record Embedded(KafkaCluster cluster) implements Broker {

        static Embedded start() {
            KafkaCluster cluster = KafkaClusterFactory.create(KafkaClusterConfig.builder()
                    .execMode(KafkaClusterExecutionMode.IN_VM)
                    .kraftMode(true)
                    .brokersNum(1)
                    .brokerConfig(NO_AUTO_CREATE, "false")
                    .build());
            cluster.start();
            return new Embedded(cluster);
        }

        @Override
        public String bootstrapServers() {
            return cluster.getBootstrapServers();
        }

        @Override
        public void close() throws Exception {
            cluster.close();
        }
    }

    /** A container of Apache Kafka's own image, in the version of the clients. */
    record InContainer(KafkaContainer container) implements Broker {

        private static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

        static InContainer start() {
            var container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
            return new InContainer(container);
        }

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
