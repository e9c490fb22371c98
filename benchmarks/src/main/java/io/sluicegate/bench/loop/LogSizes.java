package io.sluicegate.bench.loop;

import io.sluicegate.runtime.kafka.Clients;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** The size of topics on the broker's disk. */
public final class LogSizes {
    private LogSizes() {}

    /** Bytes of all partitions of a topic on the one broker. */
    public static long of(Clients clients, String topic) throws InterruptedException {
        return all(clients, topic::equals);
    }

    /** Bytes of all partitions of these topics on the one broker. */
    public static long all(Clients clients, Predicate<String> topics) throws InterruptedException {
        try (var admin = Admin.create(clients.adminProperties())) {
            var nodes = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            return admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> topics.test(replica.getKey().topic()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker doesn't report the size of its logs.", e);
        }
    }
}
