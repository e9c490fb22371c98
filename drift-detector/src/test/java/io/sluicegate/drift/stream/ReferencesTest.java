package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.OpenedReference;
import io.sluicegate.drift.World;
import io.sluicegate.drift.stream.References.Known;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final DeployedVersion HANGS = new DeployedVersion("1", "/mnt/hangs", "digest-1");
    private static final DeployedVersion THERE = new DeployedVersion("2", "/mnt/there", "digest-2");
    private static final DeployedVersion FAILS = new DeployedVersion("3", "/mnt/fails", "digest-3");

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile List<NeededFeature> trained = List.of();
    private final CountDownLatch share = new CountDownLatch(1);
    private final References references = new References(this::open, clock::get);

    @AfterEach
    void close() {
        share.countDown();
        references.close();
    }

    private OpenedReference open(DeployedVersion version) {
        opened.incrementAndGet();
        if (version.equals(HANGS)) {
            awaitShare();
        }
        if (version.equals(FAILS)) {
            throw new NoClassDefFoundError("ReferenceProfile");
        }
        return new OpenedReference.Read(World.profile().profile("set"), trained);
    }

    private void awaitShare() {
        try {
            share.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldWaitForAReadingAndNotForEachRow() {
        // given: a reading that began almost as long ago as rows wait
        references.known(HANGS);
        clock.addAndGet(Duration.ofMillis(3_990).toNanos());
        assertThat(references.trouble()).isEmpty();

        // when
        references.await(HANGS);
        clock.addAndGet(Duration.ofMillis(10).toNanos());
        var begun = System.nanoTime();
        for (var row = 0; row < 1_000; row++) {
            assertThat(references.await(HANGS)).isEmpty();
        }

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(references.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("version 1", "read after 4 s", "/mnt/hangs"));
    }

    @Test
    void shouldSayOnceWhichFeaturesHaveNoProfile() {
        trained = List.of(
                new NeededFeature("amount", Type.DOUBLE),
                new NeededFeature("country", Type.STRING),
                new NeededFeature("city", Type.STRING));
        try (var log = LogCapture.of(References.class)) {
            await().untilAsserted(() -> assertThat(references.known(THERE)).isInstanceOf(Known.Found.class));
            references.known(THERE);

            assertThat(log.messages())
                    .filteredOn(line -> line.contains("lacks features"))
                    .singleElement()
                    .asString()
                    .contains("features=\"[city]\"", "version=\"2\"");
        }
    }

    @Test
    void shouldReadOtherVersionsWhileOneHangs() {
        references.known(HANGS);

        await().untilAsserted(() -> assertThat(references.known(THERE)).isInstanceOf(Known.Found.class));
    }

    @Test
    void shouldGiveUpAReadingThatHangsAndTakeWhatItBringsLater() {
        // given
        references.known(HANGS);
        await().untilAsserted(() -> assertThat(opened).hasValue(1));

        // when
        clock.addAndGet(Duration.ofSeconds(30).toNanos());

        // then: a window needn't wait for it, and no second thread hangs beside it
        assertThat(references.known(HANGS)).isInstanceOf(Known.Unreadable.class);
        assertThat(opened).hasValue(1);
        share.countDown();
        await().untilAsserted(() -> assertThat(references.known(HANGS)).isInstanceOf(Known.Found.class));
        assertThat(references.trouble()).isEmpty();
    }

    @Test
    void shouldSayWhatWasThrownAndTryAgain() {
        await().untilAsserted(() -> assertThat(why(FAILS)).contains("NoClassDefFoundError"));
        var before = opened.get();

        clock.addAndGet(Duration.ofSeconds(31).toNanos());

        await().untilAsserted(() -> assertThat(why(FAILS)).contains("NoClassDefFoundError"));
        assertThat(opened).hasValue(before + 1);
    }

    private String why(DeployedVersion version) {
        references.known(version);
        return references.trouble().orElse("");
    }
}
