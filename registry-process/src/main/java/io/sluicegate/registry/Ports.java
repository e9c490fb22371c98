package io.sluicegate.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback address for servers of this JVM and of its child processes. They lie below the ports that systems give to
 * outgoing connections and to servers that ask for port 0, so that none of those takes a port whose server hasn't started yet, or is down
 * for a while. No port is given twice, and JVMs that run at the same time begin at different ports.
 */
public final class Ports {
    private static final int LOWEST = 10_000;
    private static final int COUNT = 20_000;
    private static final int PER_JVM = 100;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() % (COUNT / PER_JVM)) * PER_JVM);

    private Ports() {}

    /** A port that nobody listens on now. */
    public static int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException(
                "All ports from " + LOWEST + " to " + (LOWEST + COUNT - 1) + " are taken on this machine."));
    }

    /** Whether nobody listens on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
