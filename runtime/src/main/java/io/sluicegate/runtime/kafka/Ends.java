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
 * @param decided up to where its records are committed or aborted: who reads committed records only gets no further
 * @param written up to where there are records
 */
record Ends(long decided, long written) {
    private static final Logger LOG = LoggerFactory.getLogger(Ends.class);

    /**
     * The ends of each partition of those topics that there are; empty if they can't be known now. One without a leader isn't asked
     * for: that would wait for one.
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

    /** Empty if its broker doesn't answer: others do. */
    private static Optional<Ends> of(ListOffsetsResult decided, ListOffsetsResult written, TopicPartition partition)
            throws InterruptedException {
        try {
            return Optional.of(new Ends(
                    decided.partitionResult(partition).get().offset(),
                    written.partitionResult(partition).get().offset()));
        } catch (ExecutionException e) {
            LOG.atDebug().addKeyValue("partition", partition).setCause(e).log("ends are not known");
            return Optional.empty();
        }
    }
}
