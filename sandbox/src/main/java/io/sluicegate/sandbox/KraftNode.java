package io.sluicegate.sandbox;

import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/** A controller and a broker, put together as in Kafka's own server, except for the broker's metadata, {@link PatientMetadata}. */
final class KraftNode {
    private final ControllerServer controller;
    private final BrokerServer broker;

    KraftNode(KafkaConfig config) {
        var prepared = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KraftNode.class), "");
        var folders = prepared._1();
        var quorum = config.quorumConfig();
        var shared = new SharedServer(
                config,
                folders,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, folders.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new Broker(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), prepared._2());
    }

    void start() {
        controller.startup();
        broker.startup();
    }

    /** Stops the broker first, because it signs off from the controller. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static final class Broker extends BrokerServer {
        Broker(SharedServer shared) {
            super(shared);
        }

        /** The setter that the start of a broker goes through before anything reads the field. */
        @Override
        public void metadataCache_$eq(KRaftMetadataCache cache) {
            super.metadataCache_$eq(new PatientMetadata(
                    config().nodeId(), () -> raftManager().client().kraftVersion()));
        }
    }
}
