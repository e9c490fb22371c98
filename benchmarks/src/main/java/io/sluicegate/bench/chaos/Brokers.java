package io.sluicegate.bench.chaos;

import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cluster's nodes, each in a JVM of its own. */
final class Brokers implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

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
        return running.get(name);
    }

    void restart(String name) throws IOException {
        for (var node : nodes) {
            if (name.equals("broker-" + node.id())) {
                start(node);
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(process -> process.signal("KILL"));
        running.values().forEach(BrokerProcess::close);
    }
}
