package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsConfig;

/**
 * When the stream threads of a stage ask for commits. A reader of committed records sees a record once its transaction is committed,
 * so a thread that has nothing left to process asks at once; under a backlog the commit interval alone applies, because commits cost
 * throughput. For stages whose output is awaited by others. Each thread has a {@link ThreadPace}, shared by its main consumer and its
 * processors.
 */
public final class CommitPace {
    /** Property of the Kafka Streams application that carries this object. */
    public static final String PROPERTY = "sluicegate.commit.pace";

    /** The commit interval beside a prompt pace, for what a stage writes by the clock and for a backlog. */
    public static final int PROMPT_INTERVAL_MS = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final CommitPace UNCHANGED = new CommitPace(Optional.empty(), 0, Duration.ZERO, System::nanoTime);

    private final ThreadLocal<ThreadPace> ofThread;

    /**
     * @param floor the least time between two commits that are asked for; empty if none is asked for
     * @param rest how many times as long as the last commit took the next one waits at least
     * @param interval the commit interval
     */
    CommitPace(Optional<Duration> floor, int rest, Duration interval, LongSupplier nanos) {
        this.ofThread = ThreadLocal.withInitial(() -> new ThreadPace(floor, rest, interval, nanos));
    }

    /** The pace that a pipeline's latency setting asks for. At-least-once needs none: its records are seen before a commit. */
    public static CommitPace of(KafkaSettings kafka) {
        var profile = LatencyProfile.of(kafka.latency());
        var floor = Duration.ofMillis(profile.commitFloor());
        var interval = interval(kafka);
        return kafka.guarantee() == Guarantee.EXACTLY_ONCE && floor.compareTo(interval) < 0
                ? new CommitPace(Optional.of(floor), profile.commitRest(), interval, System::nanoTime)
                : UNCHANGED;
    }

    /** The pace of an exactly-once stage whose few records are awaited, whatever the pipeline's latency setting. */
    public static CommitPace prompt() {
        var profile = LatencyProfile.of(Latency.LOW);
        return new CommitPace(
                Optional.of(Duration.ofMillis(profile.commitFloor())),
                profile.commitRest(),
                Duration.ofMillis(PROMPT_INTERVAL_MS),
                System::nanoTime);
    }

    /** The user's own interval, or else the profile's; Kafka Streams refuses one that is no number. */
    private static Duration interval(KafkaSettings kafka) {
        var users = kafka.properties().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        return Duration.ofMillis(
                users != null && NUMBER.matcher(users).matches()
                        ? Long.parseLong(users)
                        : LatencyProfile.of(kafka.latency()).commit(kafka.guarantee()));
    }

    /** The pace among an application's properties; one that asks for no commit if there is none. */
    public static CommitPace in(Map<String, ?> properties) {
        return properties.get(PROPERTY) instanceof CommitPace pace ? pace : UNCHANGED;
    }

    public ThreadPace ofThisThread() {
        return ofThread.get();
    }
}
