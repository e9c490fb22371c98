package io.sluicegate.drift.stream;

import io.sluicegate.runtime.cluster.TopicAdmin;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The changelogs of what waits for its label or prediction. Kafka Streams says when it creates them for how long they are kept, and
 * never again; with a longer horizon they would forget what the stores still need.
 */
public record AwaitedChangelogs(Clients clients, String applicationId) {
    /** As much more as Kafka Streams itself adds, for clocks that differ. */
    private static final Duration MORE = Duration.ofDays(1);

    /**
     * Sees to it that they are kept for long enough.
     *
     * @throws io.sluicegate.runtime.cluster.KeptTooShort if they aren't, and the service may not alter them
     */
    public void keepAtLeast(Duration kept) {
        try (var admin = new TopicAdmin(clients, Set.of())) {
            admin.keepAtLeast(
                    List.of(changelog(OutcomeJoin.PREDICTIONS_STORE), changelog(OutcomeJoin.LABELS_STORE)),
                    kept.plus(MORE));
        }
    }

    private String changelog(String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
