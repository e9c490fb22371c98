package io.sluicegate.runtime.kafka;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes stream threads from their consumer group. A replaced thread doesn't leave by itself, and its successor joins under
 * another name: without the removal, the dead thread's partitions wait for the session timeout.
 */
public final class StreamMembers {
    private static final Logger LOG = LoggerFactory.getLogger(StreamMembers.class);
    private static final String MARK = "-StreamThread-";
    private static final int PATIENCE_S = 3;

    private StreamMembers() {}

    /** Removes the calling stream thread, if Kafka answers. */
    public static void removeThisThread(Clients clients, String applicationId, String instance) {
        var thread = Thread.currentThread().getName();
        int at = thread.lastIndexOf(MARK);
        if (at >= 0) {
            remove(clients, applicationId, instance + "-" + thread.substring(at + MARK.length()));
        }
    }

    private static void remove(Clients clients, String group, String member) {
        var options = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(member)));
        try (var admin = Admin.create(clients.adminProperties())) {
            var unused =
                    admin.removeMembersFromConsumerGroup(group, options).all().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.atDebug()
                    .addKeyValue("group", group)
                    .addKeyValue("member", member)
                    .setCause(e)
                    .log(
                            "could not remove the replaced thread from its group; it stays a member until its session times out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
