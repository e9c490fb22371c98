package io.sluicegate.platform.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sluicegate.platform.config.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks the registry until it answers or the patience ends, and remembers whether it answers. */
final class RegistryCalls {
    /** Well below the transaction timeout of 10 s, so that a wait alone costs no transaction. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    private record Trouble(String what, long asked) {}

    private final String url;
    private final Duration patience;
    private final Callable<?> probe;
    private volatile Optional<Trouble> trouble = Optional.empty();

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

    /** Asks anew, now and then, while the registry is known not to answer: nobody else may be asking. */
    Optional<String> trouble() {
        var known = trouble;
        if (known.isPresent() && System.nanoTime() - known.get().asked() > PROBE_EVERY.toNanos()) {
            probe();
        }
        return trouble.map(Trouble::what);
    }

    private void probe() {
        try {
            var unused = once(probe);
        } catch (RegistryUnavailable e) {
            // remembered by the call itself
        }
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
            trouble = Optional.of(new Trouble(what, System.nanoTime()));
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
