package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.catalogue.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares this machine's clock with the brokers', and writes nothing: the active controller tells its own time where it describes its
 * quorum, and the newest append time of a partition says how far its leader's clock is ahead at least.
 */
record ClockCheck(Kafka kafka) implements Check {
    private static final long NOTABLE_MS = 1_000;
    private static final long BAD_MS = 10_000;
    private static final String REMEDY = "let NTP set the clocks of all machines";

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var found = new ArrayList<Finding>();
        found.add(ofController());
        ahead().forEach((broker, millis) -> {
            if (millis > NOTABLE_MS) {
                found.add(ofDifference("broker " + broker, millis, "at least "));
            }
        });
        return found;
    }

    private Finding ofController() throws Exception {
        var before = System.currentTimeMillis();
        var quorum = Kafka.await(kafka.admin().describeMetadataQuorum().quorumInfo());
        var after = System.currentTimeMillis();
        var leader = quorum.voters().stream()
                .filter(it -> it.replicaId() == quorum.leaderId())
                .findFirst();
        var time = leader.map(it -> it.lastFetchTimestamp().orElse(-1)).orElse(-1L);
        return time < 0
                ? Finding.unknown("controller", "the controller doesn't tell its time", REMEDY)
                : ofDifference("controller " + quorum.leaderId(), beyond(time, before, after), "");
    }

    /** How far a time lies outside the interval in which it was told: positive if it is ahead. */
    static long beyond(long time, long before, long after) {
        return time > after ? time - after : Math.min(0, time - before);
    }

    static Finding ofDifference(String where, long millis, String atLeast) {
        var what = "its clock is " + atLeast + Math.abs(millis) + " ms " + (millis < 0 ? "behind" : "ahead of")
                + " this machine's";
        if (Math.abs(millis) <= NOTABLE_MS) {
            return Finding.ok(where, "its clock and this machine's agree within a second");
        }
        return Math.abs(millis) > BAD_MS
                ? Finding.problem(where, what + "; events may look as if they came from the future", REMEDY)
                : Finding.warning(where, what, REMEDY);
    }

    /** How far the newest records of each broker are ahead of this machine's clock. */
    private Map<String, Long> ahead() throws Exception {
        var topics = Topics.of(kafka.config().pipeline());
        var leaders = leaders(Set.of(topics.features(), topics.predictions(), Topics.STATUS, Topics.DEPLOYMENTS));
        var newest = Kafka.await(kafka.admin()
                .listOffsets(
                        leaders.keySet().stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.maxTimestamp())))
                .all());
        var now = System.currentTimeMillis();
        var ahead = new HashMap<String, Long>();
        newest.forEach(
                (partition, it) -> ahead.merge(leaders.getOrDefault(partition, ""), it.timestamp() - now, Math::max));
        return ahead;
    }

    private Map<TopicPartition, String> leaders(Set<String> topics) throws Exception {
        var leaders = new HashMap<TopicPartition, String>();
        for (var topic : kafka.described(topics).values()) {
            topic.partitions().stream()
                    .filter(it -> it.leader() != null && !it.leader().isEmpty())
                    .forEach(it -> leaders.put(
                            new TopicPartition(topic.name(), it.partition()),
                            it.leader().idString()));
        }
        return leaders;
    }
}
