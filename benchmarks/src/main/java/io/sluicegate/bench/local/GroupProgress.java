package io.sluicegate.bench.local;

import io.sluicegate.runtime.kafka.Clients;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How many records of topics a group has done, by the offsets that it commits. */
public final class GroupProgress implements AutoCloseable {
    private final Admin admin;
    private final String group;
    private final Set<String> topics;

    public GroupProgress(Clients clients, String group, Set<String> topics) {
        this.admin = Admin.create(clients.adminProperties());
        this.group = group;
        this.topics = topics;
    }

    public long done() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(committed -> topics.contains(committed.getKey().topic()))
                    .mapToLong(committed -> committed.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker doesn't report the offsets of " + group + ".", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
