package io.sluicegate.bench.loop;

import io.sluicegate.runtime.kafka.Clients;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The size of topics on the broker's disk. */
public final class LogSizes {
    private LogSizes() {}

    /** Bytes of all its partitions on the one broker. */
    public static long of(Clients clients, String topic) throws InterruptedException {
        try (var admin = Admin.create(clients.adminProperties())) {
            var nodes = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            return admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker doesn't report the size of its logs.", e);
        }
    }
}
