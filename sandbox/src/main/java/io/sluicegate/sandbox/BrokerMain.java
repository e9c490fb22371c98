package io.sluicegate.sandbox;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The main class of a broker process. Its arguments are the folder, the node's number, and all nodes of the cluster. Runs until stopped.
 */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        var cluster = Arrays.stream(args).skip(2).map(BrokerNode::read).toList();
        var id = Integer.parseInt(args[1]);
        var self = cluster.stream().filter(node -> node.id() == id).findFirst().orElseThrow();
        var broker = EmbeddedBroker.start(Path.of(args[0]), self, cluster);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
    }
}
