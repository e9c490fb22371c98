package io.sluicegate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A proxy between a client and a server on this machine that simulates network faults: {@link #freeze} holds all bytes back until
 * {@link #thaw}, as a network does that drops packets; {@link #cut} ends all connections and refuses new ones until {@link #mend}.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final int port;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private Optional<Listening> listening = Optional.empty();
    private boolean frozen;

    /** A listening port and its accepting thread. */
    private record Listening(ServerSocket server, Thread accepting) {
        /** Closes the port and waits for the accepting thread, because the port is free only after that. */
        void end() {
            TcpProxy.end(server);
            try {
                accepting.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** Listens on one port of the loopback address and forwards to another, whose server may start later. */
    public static TcpProxy start(int port, int target) {
        var proxy = new TcpProxy(port, target);
        proxy.mend();
        return proxy;
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** Holds all bytes back without closing a connection. */
    public void freeze() {
        frozen(true);
    }

    /** Lets the held bytes through. */
    public void thaw() {
        frozen(false);
    }

    private void frozen(boolean now) {
        lock.lock();
        try {
            frozen = now;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all connections and refuses new ones. */
    public void cut() {
        listening.ifPresent(Listening::end);
        listening = Optional.empty();
        sockets.forEach(TcpProxy::end);
        sockets.clear();
    }

    /** Accepts connections again. */
    public void mend() {
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = Optional.of(new Listening(opened, go("accept", () -> accept(opened))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                connect(from.accept());
            }
        } catch (IOException e) {
            // cut or closed
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            var onward = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(onward);
            var unusedThere = go("there", () -> copy(client, onward));
            var unusedBack = go("back", () -> copy(onward, client));
        } catch (IOException e) {
            end(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // one of the two has ended
        } finally {
            sockets.remove(from);
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            awaitThaw();
            to.write(buffer, 0, read);
        }
        awaitThaw();
    }

    private void awaitThaw() {
        lock.lock();
        try {
            while (frozen) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static Thread go(String what, Runnable work) {
        var thread = new Thread(work, "proxy-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
        thaw();
    }
}
