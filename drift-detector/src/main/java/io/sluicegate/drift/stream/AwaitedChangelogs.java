package io.sluicegate.drift.stream;

import io.sluicegate.runtime.cluster.TopicAdmin;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The changelogs of the outcome join. Kafka Streams sets their retention only when it creates them; after a change to a longer horizon,
 * Kafka would delete entries that the stores still need.
 */
public record AwaitedChangelogs(Clients clients, String applicationId) {
    /** The margin that Kafka Streams also adds, for clocks that differ. */
    private static final Duration MORE = Duration.ofDays(1);

    /**
     * Raises the changelogs' retention if it is too short.
     *
     * @throws io.sluicegate.runtime.cluster.KeptTooShort if the retention is too short and the service may not alter it
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
