package io.sluicegate.sandbox;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft node, broker and controller at once, in this process: its log in a folder, its listener on localhost. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE = 1;
    private static final long CLUSTER = 0x51_01_ce_9a_7eL;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String FORMATTED = "meta.properties";

    private final KraftNode node;
    private final int advertised;

    private EmbeddedBroker(KraftNode node, int advertised) {
        this.node = node;
        this.advertised = advertised;
    }

    /** Starts a broker whose log lies in the folder; a folder that holds one already is continued. */
    public static EmbeddedBroker start(Path folder, int port, int controllerPort) throws Exception {
        return startBehind(port, folder, port, controllerPort);
    }

    /** Starts a broker behind a proxy that listens on the advertised port. */
    public static EmbeddedBroker startBehind(int advertised, Path folder, int port, int controllerPort)
            throws Exception {
        var self = new BrokerNode(NODE, port, controllerPort, advertised);
        return start(folder, self, List.of(self), Uuid.randomUuid());
    }

    /** Starts one node of a cluster; the list is the same for each of them. Returns before the other nodes have started. */
    static EmbeddedBroker start(Path folder, BrokerNode self, List<BrokerNode> cluster) throws Exception {
        return start(folder, self, cluster, new Uuid(CLUSTER, cluster.hashCode()));
    }

    private static EmbeddedBroker start(Path folder, BrokerNode self, List<BrokerNode> cluster, Uuid clusterId)
            throws Exception {
        if (!Files.exists(folder.resolve(FORMATTED))) {
            format(Files.createDirectories(folder), self, clusterId);
        }
        var node = new KraftNode(new KafkaConfig(settings(folder, self, cluster)));
        try {
            node.start();
        } catch (RuntimeException e) {
            if (isTaken(e)) {
                throw new CommandFailed(e, Message.PORTS_TAKEN, "port " + self.port() + " or " + self.controllerPort());
            }
            throw e;
        }
        return new EmbeddedBroker(node, self.advertised());
    }

    /** Another process may have taken a port since it was found free. */
    private static boolean isTaken(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(BindException.class::isInstance);
    }

    public String bootstrap() {
        return "localhost:" + advertised;
    }

    private static void format(Path folder, BrokerNode self, Uuid clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(clusterId.toString())
                .setNodeId(self.id())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(CONTROLLER)
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(List.of(folder.toString()))
                .run();
    }

    private static Properties settings(Path folder, BrokerNode self, List<BrokerNode> cluster) {
        var replicas = Integer.toString(cluster.size());
        var inSync = Integer.toString((cluster.size() + 1) / 2);
        var voters = cluster.stream()
                .map(node -> node.id() + "@localhost:" + node.controllerPort())
                .collect(Collectors.joining(","));
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(self.id()));
        settings.put("controller.quorum.voters", voters);
        settings.put(
                "listeners",
                "PLAINTEXT://localhost:" + self.port() + "," + CONTROLLER + "://localhost:" + self.controllerPort());
        settings.put("advertised.listeners", "PLAINTEXT://" + self.address());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", replicas);
        }
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.min.isr", inSync);
        // A thread that commits every few milliseconds begins its next transaction before the last one has ended on the
        // broker.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        return settings;
    }

    @Override
    public void close() {
        node.stop();
    }
}
