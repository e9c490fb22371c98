package io.sluicegate.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/**
 * A folder in which a broker keeps its topics.
 *
 * @param room what is left on its disk; empty if the broker doesn't tell
 * @param fault why the broker can't use the folder; empty if it can
 */
public record BrokerDisk(int broker, String folder, Optional<DiskRoom> room, Optional<String> fault) {
    private static final long PATIENCE_SECONDS = 4;

    /** The folders of all brokers. */
    public static List<BrokerDisk> all(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        var brokers = admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                .map(Node::id)
                .toList();
        var described = admin.describeLogDirs(brokers).allDescriptions().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var disks = new ArrayList<BrokerDisk>();
        described.forEach((broker, folders) -> disks.addAll(of(broker, folders)));
        return List.copyOf(disks);
    }

    private static List<BrokerDisk> of(int broker, Map<String, LogDirDescription> folders) {
        return folders.entrySet().stream()
                .map(folder -> of(broker, folder.getKey(), folder.getValue()))
                .toList();
    }

    private static BrokerDisk of(int broker, String folder, LogDirDescription described) {
        var usable = described.usableBytes();
        return new BrokerDisk(
                broker,
                folder,
                usable.isPresent() ? Optional.of(new DiskRoom(usable.getAsLong())) : Optional.empty(),
                Optional.ofNullable(described.error()).map(Throwable::getMessage));
    }
}
