package io.sluicegate.bench.scoring;

import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own and a schema registry beside it, on localhost. */
public final class Cluster implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private final RegistryProcess registry;
    private final BrokerProcess broker;
    private final BrokerNode node;

    private Cluster(RegistryProcess registry, BrokerProcess broker, BrokerNode node) {
        this.registry = registry;
        this.broker = broker;
        this.node = node;
    }

    public static Cluster start(Path folder) throws Exception {
        var registry = RegistryProcess.start(
                Installation.app().resolve("registry"), folder.resolve("registry"), FreePorts.any());
        try {
            var node = BrokerNode.cluster(1).get(0);
            var broker = BrokerProcess.start(folder.resolve("kafka"), node, List.of(node), OPTIONS);
            return new Cluster(registry, broker, node);
        } catch (Exception e) {
            registry.close();
            throw e;
        }
    }

    public String bootstrap() {
        return node.address();
    }

    public String registry() {
        return registry.url();
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
