package io.sluicegate.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of a partition.
 *
 * @param decided the end of the records that are committed or aborted; consumers of committed records get no further
 * @param written the end of all records
 */
record Ends(long decided, long written) {
    private static final Logger LOG = LoggerFactory.getLogger(Ends.class);

    /**
     * The ends of each partition of the topics that exist; an end is empty if its look-up fails. Partitions without a leader aren't
     * looked up, because Kafka would wait for a leader.
     */
    static Map<TopicPartition, Optional<Ends>> of(Admin admin, Set<String> topics, int timeoutMs) throws Exception {
        var partitions = Partitions.led(admin, topics, timeoutMs);
        var latest = partitions.keySet().stream()
                .filter(partitions::get)
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var decided = admin.listOffsets(latest, options(IsolationLevel.READ_COMMITTED, timeoutMs));
        var written = admin.listOffsets(latest, options(IsolationLevel.READ_UNCOMMITTED, timeoutMs));
        var ends = new HashMap<TopicPartition, Optional<Ends>>();
        partitions.keySet().forEach(partition -> ends.put(partition, Optional.empty()));
        for (var partition : latest.keySet()) {
            ends.put(partition, of(decided, written, partition));
        }
        return ends;
    }

    private static ListOffsetsOptions options(IsolationLevel level, int timeoutMs) {
        return new ListOffsetsOptions(level).timeoutMs(timeoutMs);
    }

    /** Empty if the partition's broker doesn't answer; other brokers may. */
    private static Optional<Ends> of(ListOffsetsResult decided, ListOffsetsResult written, TopicPartition partition)
            throws InterruptedException {
        try {
            return Optional.of(new Ends(
                    decided.partitionResult(partition).get().offset(),
                    written.partitionResult(partition).get().offset()));
        } catch (ExecutionException e) {
            LOG.atDebug().addKeyValue("partition", partition).setCause(e).log("could not look up end offsets");
            return Optional.empty();
        }
    }
}
