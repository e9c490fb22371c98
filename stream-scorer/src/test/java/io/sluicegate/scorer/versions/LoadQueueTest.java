package io.sluicegate.scorer.versions;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loads that end when the test lets them. */
class LoadQueueTest {
    private static final DeployedVersion DECIDED = version("1");
    private static final DeployedVersion ALSO_DECIDED = version("2");
    private static final DeployedVersion PREPARED = version("3");
    private static final DeployedVersion SHADOW = version("4");

    private final Set<DeployedVersion> decided = ConcurrentHashMap.newKeySet();
    private final List<DeployedVersion> begun = new CopyOnWriteArrayList<>();
    private final List<DeployedVersion> ended = new CopyOnWriteArrayList<>();
    private final Map<DeployedVersion, CountDownLatch> gates = Map.of(
            DECIDED, new CountDownLatch(1),
            ALSO_DECIDED, new CountDownLatch(1),
            PREPARED, new CountDownLatch(1),
            SHADOW, new CountDownLatch(1));
    private LoadQueue queue = queue(Duration.ofMinutes(5));

    private LoadQueue queue(Duration patience) {
        return new LoadQueue(patience, decided::contains, comparing(DeployedVersion::getVersion), this::load);
    }

    private void load(DeployedVersion version) {
        begun.add(version);
        try {
            gates.get(version).await();
            ended.add(version);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        queue.stop();
    }

    @Test
    void shouldLoadVersionsThatHaveDecidedOneByOneAndNewOnesAfterThem() {
        decided.addAll(List.of(DECIDED, ALSO_DECIDED));
        queue.add(DECIDED);
        queue.add(SHADOW);
        queue.add(PREPARED);
        queue.add(ALSO_DECIDED);
        awaitBegun(DECIDED);

        release(DECIDED);
        awaitBegun(DECIDED, ALSO_DECIDED);

        release(ALSO_DECIDED);
        awaitBegun(DECIDED, ALSO_DECIDED, PREPARED);

        release(PREPARED);
        awaitBegun(DECIDED, ALSO_DECIDED, PREPARED, SHADOW);
    }

    @Test
    void shouldNotLetAVersionThatHasDecidedWaitForANewOne() {
        decided.addAll(List.of(DECIDED, ALSO_DECIDED));
        queue.add(PREPARED);
        awaitBegun(PREPARED);

        queue.add(ALSO_DECIDED);
        queue.add(DECIDED);
        queue.add(SHADOW);

        awaitBegun(PREPARED, ALSO_DECIDED);
        release(ALSO_DECIDED);
        awaitBegun(PREPARED, ALSO_DECIDED, DECIDED);
        release(DECIDED);
        release(PREPARED);
        awaitBegun(PREPARED, ALSO_DECIDED, DECIDED, SHADOW);
    }

    @Test
    void shouldNotLetALoadThatNeverEndsHoldUpOthers() {
        queue = queue(Duration.ofMillis(50));
        decided.add(DECIDED);

        queue.add(PREPARED);
        awaitBegun(PREPARED);
        queue.add(SHADOW);
        awaitBegun(PREPARED, SHADOW);
        queue.add(DECIDED);

        awaitBegun(PREPARED, SHADOW, DECIDED);
        assertThat(ended).isEmpty();
    }

    @Test
    void shouldLoadAVersionOnceAtATime() {
        queue = queue(Duration.ofMillis(50));
        queue.add(PREPARED);
        awaitBegun(PREPARED);
        queue.add(PREPARED);
        queue.add(SHADOW);
        awaitBegun(PREPARED, SHADOW);

        release(PREPARED);

        awaitBegun(PREPARED, SHADOW, PREPARED);
    }

    @Test
    void shouldGoByWhatHasDecidedNow() {
        queue.add(PREPARED);
        queue.add(SHADOW);
        awaitBegun(PREPARED);

        decided.add(SHADOW);
        queue.look();

        awaitBegun(PREPARED, SHADOW);
    }

    @Test
    void shouldBeginNothingOnceStoppedAndInterruptWhatIsUnderWay() throws Exception {
        queue.add(PREPARED);
        queue.add(SHADOW);
        awaitBegun(PREPARED);

        queue.stop();
        queue.add(DECIDED);
        var retry = queue.addLater(DECIDED, Duration.ofMillis(1));

        assertThat(queue.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(retry.isDone()).isTrue();
        assertThat(begun).containsExactly(PREPARED);
        assertThat(ended).isEmpty();
    }

    private void release(DeployedVersion version) {
        gates.get(version).countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> ended.contains(version));
    }

    private void awaitBegun(DeployedVersion... versions) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(begun).containsExactly(versions));
    }

    private static DeployedVersion version(String name) {
        return new DeployedVersion(name, "/" + name, name);
    }
}
