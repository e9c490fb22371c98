package io.sluicegate.bench.chaos;

import io.sluicegate.bench.local.Await;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cluster's nodes, each in a JVM of its own. */
final class Brokers implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private static final Duration START = Duration.ofMinutes(3);

    private final Path folder;
    private final List<BrokerNode> nodes;
    private final Map<String, BrokerProcess> running = new TreeMap<>();

    private Brokers(Path folder, List<BrokerNode> nodes) {
        this.folder = folder;
        this.nodes = nodes;
    }

    static Brokers start(Path folder, int count) throws IOException {
        var brokers = new Brokers(folder, BrokerNode.cluster(count));
        for (var node : brokers.nodes) {
            brokers.start(node);
        }
        return brokers;
    }

    private void start(BrokerNode node) throws IOException {
        var process = BrokerProcess.start(folder, node, nodes, OPTIONS);
        running.put(process.name(), process);
    }

    String bootstrap() {
        return nodes.stream().map(BrokerNode::address).collect(Collectors.joining(","));
    }

    BrokerProcess process(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    /** Starts the node again, and returns once it listens. */
    void restart(String name) throws IOException, InterruptedException {
        for (var node : nodes) {
            if (name.equals("broker-" + node.id())) {
                start(node);
                Await.until("the return of " + name, START, () -> listens(node));
            }
        }
    }

    private static boolean listens(BrokerNode node) {
        try (var socket = new Socket("localhost", node.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        running.values().forEach(process -> process.signal("KILL"));
        running.values().forEach(BrokerProcess::close);
    }
}
