package io.sluicegate.launcher.platform;

import io.sluicegate.registry.Ports;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ports of a local platform on this machine. */
public record LocalPorts(int kafka, int registry, int console) {
    /** The usual ports of Kafka, a schema registry and a web page. */
    public static final LocalPorts USUAL = new LocalPorts(9092, 8081, 8080);

    private static final long LOOK_MS = 100;

    /** These ports, each replaced by a free one if it is in use. */
    public LocalPorts orFree() {
        return new LocalPorts(FreePorts.preferred(kafka), FreePorts.preferred(registry), FreePorts.preferred(console));
    }

    /**
     * Checks that nobody listens on the ports.
     *
     * @param withConsole whether the console's port is needed, too
     * @param patience how long to wait for the end of a process that uses one
     * @throws CommandFailed with all that are in use
     */
    public LocalPorts requireFree(boolean withConsole, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!taken(withConsole).isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new CommandFailed(Message.PORTS_TAKEN, String.join(", ", taken(withConsole)));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return this;
    }

    private List<String> taken(boolean withConsole) {
        var taken = new ArrayList<String>();
        add(taken, kafka, "Kafka's");
        add(taken, registry, "the schema registry's");
        if (withConsole) {
            add(taken, console, "the console's");
        }
        return taken;
    }

    private static void add(List<String> taken, int port, String whose) {
        if (!Ports.isFree(port)) {
            taken.add("port " + port + " (" + whose + ")");
        }
    }
}
