package io.sluicegate.launcher.platform;

import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.EmbeddedBroker;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;

/** The broker in this process and the registry beside it, with real listeners on localhost and their data in a folder. */
public final class Platform implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryProcess registry;
    private final PlatformAddresses addresses;

    private Platform(EmbeddedBroker broker, RegistryProcess registry, PlatformAddresses addresses) {
        this.broker = broker;
        this.registry = registry;
        this.addresses = addresses;
    }

    /** Starts both, with what an earlier platform has left in the folder. */
    public static Platform start(Path data, LocalPorts ports) throws Exception {
        var registry = RegistryProcess.start(
                Installation.app().resolve("registry"), data.resolve("registry"), ports.registry());
        try {
            var broker = EmbeddedBroker.start(data.resolve("kafka"), ports.kafka(), FreePorts.any());
            return new Platform(broker, registry, PlatformAddresses.of(data, ports));
        } catch (Throwable e) {
            registry.close();
            throw e;
        }
    }

    public PlatformAddresses addresses() {
        return addresses;
    }

    /** Whether the registry still runs; the broker lives as long as this process. */
    public boolean isAlive() {
        return registry.isAlive();
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
