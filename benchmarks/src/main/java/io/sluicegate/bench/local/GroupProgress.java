package io.sluicegate.bench.enricher;

import io.sluicegate.runtime.kafka.Clients;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How many records of its source topics a group has done, by the offsets that it commits. */
final class GroupProgress implements AutoCloseable {
    private final Admin admin;
    private final String group;

    GroupProgress(Clients clients, String group) {
        this.admin = Admin.create(clients.adminProperties());
        this.group = group;
    }

    long done() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(committed -> committed.offset())
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
