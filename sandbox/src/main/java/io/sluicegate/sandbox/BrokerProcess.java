package io.sluicegate.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A broker in a JVM of its own, alone or one of three: to be killed and started again on its folder. It never outlives this JVM. */
public final class BrokerProcess implements AutoCloseable {
    private final JvmProcess jvm;

    private BrokerProcess(JvmProcess jvm) {
        this.jvm = jvm;
    }

    /**
     * Starts a node and returns at once.
     *
     * @param folder where its log, and the log of its process, lie
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

    /** What it prints, this time and before. */
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

    /** Its exit code, once it has ended; empty if it hasn't in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return jvm.awaitExit(patience);
    }

    /** Asks it to stop, and waits until it has; kills it if it doesn't. */
    @Override
    public void close() {
        jvm.close();
    }
}
