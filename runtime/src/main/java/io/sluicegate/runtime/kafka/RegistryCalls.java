package io.sluicegate.runtime.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sluicegate.pipeline.config.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to the registry, repeated until it answers or the patience ends; remembers whether the registry answers. */
final class RegistryCalls {
    /** The default patience: well below the transaction timeout of 10 s, so that a wait alone costs no transaction. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RegistryCalls.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    private final String url;
    private final Duration patience;
    private final Callable<?> probe;
    private final ScheduledExecutorService prober = prober();
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile Optional<String> trouble = Optional.empty();

    RegistryCalls(String url, Duration patience, Callable<?> probe) {
        this.url = Addresses.shown(url);
        this.patience = patience;
        this.probe = probe;
    }

    <T> T ask(Callable<T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return once(question);
            } catch (RegistryUnavailable e) {
                if (System.nanoTime() > deadline || !paused()) {
                    throw e;
                }
            }
        }
    }

    /** The fault of the last call; empty if the registry answered. Never calls the registry, so readers don't wait. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Calls the registry again until it answers, because there may be no other calls. */
    private void probe() {
        try {
            var unused = once(probe);
        } catch (RegistryUnavailable e) {
            // remembered by the call itself
        } catch (Throwable e) {
            LOG.atError().setCause(e).log("schema registry request failed unexpectedly");
        }
        probing.set(false);
        if (trouble.isPresent()) {
            probeLater();
        }
    }

    private void probeLater() {
        if (probing.compareAndSet(false, true)) {
            var unused = prober.schedule(this::probe, PROBE_EVERY.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** An executor that starts its thread with the first task, after the first fault. */
    private static ScheduledExecutorService prober() {
        return new ScheduledThreadPoolExecutor(1, RegistryCalls::thread, new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "sluicegate-registry-probe");
        thread.setDaemon(true);
        return thread;
    }

    void close() {
        prober.shutdownNow();
    }

    private <T> T once(Callable<T> question) {
        try {
            var answer = question.call();
            trouble = Optional.empty();
            return answer;
        } catch (IOException | RestClientException e) {
            var what = "the schema registry at " + url + " doesn't answer ("
                    + Addresses.shown(String.valueOf(e.getMessage()))
                    + "); check that it runs and that kafka.registry is its address";
            trouble = Optional.of(what);
            probeLater();
            throw new RegistryUnavailable(what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
