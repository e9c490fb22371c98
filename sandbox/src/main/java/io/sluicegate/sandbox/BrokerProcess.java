package io.sluicegate.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A broker in a JVM of its own, alone or one of three: can be killed and started again on its folder. The process never outlives this
 * JVM.
 */
public final class BrokerProcess implements AutoCloseable {
    private final JvmProcess jvm;

    private BrokerProcess(JvmProcess jvm) {
        this.jvm = jvm;
    }

    /**
     * Starts a node and returns at once.
     *
     * @param folder the folder of the broker's data and of the process's log
     * @param cluster all nodes, the same list for each
     * @param options options of its JVM
     */
    public static BrokerProcess start(Path folder, BrokerNode self, List<BrokerNode> cluster, List<String> options)
            throws IOException {
        var main = new ArrayList<>(List.of(
                BrokerMain.class.getName(),
                folder.resolve("node-" + self.id()).toString(),
                Integer.toString(self.id())));
        cluster.forEach(node -> main.add(node.written()));
        return new BrokerProcess(JvmProcess.start("broker-" + self.id(), options, main, Map.of(), folder));
    }

    public String name() {
        return jvm.name();
    }

    /** The file with the output of this start and earlier ones. */
    public Path log() {
        return jvm.log();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Process id of its JVM. */
    public long pid() {
        return jvm.pid();
    }

    /** Sends a signal to its JVM: KILL, TERM, STOP, CONT. */
    public void signal(String signal) {
        jvm.signal(signal);
    }

    /** The exit code of the process; empty if it doesn't end in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return jvm.awaitExit(patience);
    }

    /** Asks the process to stop and waits; kills the process if it doesn't stop. */
    @Override
    public void close() {
        jvm.close();
    }
}
