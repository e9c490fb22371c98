package io.sluicegate.bench.scoring;

import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own and a schema registry beside it, on localhost. */
final class Cluster implements AutoCloseable {
    private final RegistryProcess registry;
    private final ChildJvm broker;
    private final int port;

    private Cluster(RegistryProcess registry, ChildJvm broker, int port) {
        this.registry = registry;
        this.broker = broker;
        this.port = port;
    }

    static Cluster start(Path folder) throws Exception {
        var registry = RegistryProcess.start(
                Installation.app().resolve("registry"), folder.resolve("registry"), FreePorts.any());
        try {
            var port = FreePorts.any();
            var data = Files.createDirectories(folder.resolve("kafka"));
            var arguments = List.of(data.toString(), Integer.toString(port), Integer.toString(FreePorts.any()));
            var broker = ChildJvm.start(
                    BrokerChild.class, arguments, List.of("-Xms1g", "-Xmx1g"), folder.resolve("broker.log"));
            return new Cluster(registry, broker, port);
        } catch (Exception e) {
            registry.close();
            throw e;
        }
    }

    String bootstrap() {
        return "localhost:" + port;
    }

    String registry() {
        return registry.url();
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
