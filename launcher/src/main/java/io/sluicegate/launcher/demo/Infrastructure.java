package io.sluicegate.launcher.demo;

import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.EmbeddedBroker;
import io.sluicegate.sandbox.FreePorts;

/** The broker in this process and the registry beside it, with real listeners on localhost. */
final class Infrastructure implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryProcess registry;

    private Infrastructure(EmbeddedBroker broker, RegistryProcess registry) {
        this.broker = broker;
        this.registry = registry;
    }

    static Infrastructure start(DemoSettings settings) throws Exception {
        var registry = RegistryProcess.start(
                settings.app().resolve("registry"),
                settings.data().resolve("registry"),
                FreePorts.preferred(settings.ports().registry()));
        try {
            var broker = EmbeddedBroker.start(
                    settings.data().resolve("kafka"),
                    FreePorts.preferred(settings.ports().kafka()),
                    FreePorts.any());
            return new Infrastructure(broker, registry);
        } catch (Exception e) {
            registry.close();
            throw e;
        }
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
