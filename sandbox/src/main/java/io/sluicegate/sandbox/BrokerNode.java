package io.sluicegate.sandbox;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A node of a cluster on this machine, broker and controller at once: its number and its ports.
 *
 * @param advertised the port that clients use: different from the node's own port behind a proxy
 */
public record BrokerNode(int id, int port, int controllerPort, int advertised) {

    public BrokerNode(int id, int port, int controllerPort) {
        this(id, port, controllerPort, port);
    }

    /** This number of nodes, on free ports. */
    public static List<BrokerNode> cluster(int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(id -> new BrokerNode(id, FreePorts.any(), FreePorts.any()))
                .toList();
    }

    /** The address for clients. */
    public String address() {
        return "localhost:" + advertised;
    }

    String written() {
        return id + ":" + port + ":" + controllerPort;
    }

    static BrokerNode read(String written) {
        var parts = written.split(":", 3);
        return new BrokerNode(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
