package io.sluicegate.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The chapter of the first model: trained on the history, then deployed. */
final class FirstModel {
    private static final String FIRST_VERSION = "1";

    private final Loop loop;
    private final Watch watch;

    FirstModel(Loop loop, Watch watch) {
        this.loop = loop;
        this.watch = watch;
    }

    Happened trained() throws Exception {
        var published = loop.publishFirst(FIRST_VERSION);
        loop.register(published, "the first model");
        return new Happened(
                "version " + published.version() + ": " + published.description(),
                Map.of("version", published.version(), "bundleDigest", published.digest()));
    }

    Happened deployed() throws Exception {
        var asked = Instant.now();
        loop.deploy(FIRST_VERSION, "the first model");
        var facts = watch.await(
                now -> now.primary().filter(FIRST_VERSION::equals).isPresent(), "the first version as primary");
        return new Happened(
                "version " + FIRST_VERSION + " decides for all keys since revision " + facts.revision(),
                Map.of("version", FIRST_VERSION, "revision", facts.revision(), "prepareMs", millisSince(asked)));
    }

    private static long millisSince(Instant then) {
        return Duration.between(then, Instant.now()).toMillis();
    }
}
