package io.sluicegate.bench.scoring;

import io.sluicegate.sandbox.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Main class of the broker's JVM: folder, port and controller's port. */
final class BrokerChild {
    private BrokerChild() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        var broker = EmbeddedBroker.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        new CountDownLatch(1).await();
    }
}
