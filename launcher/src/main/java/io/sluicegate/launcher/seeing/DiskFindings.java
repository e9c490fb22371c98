package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.BrokerDisk;
import io.sluicegate.launcher.cli.Disk;
import io.sluicegate.launcher.cli.DiskRoom;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.pipeline.config.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Looks for disks that are full: a stage or a broker that can't write stops. */
final class DiskFindings {
    private DiskFindings() {}

    /** The state's folder, if it is on this machine. */
    static List<Finding> ofState(ServiceSettings service, Disk disk) {
        if (!Files.isDirectory(service.data())) {
            return List.of();
        }
        try {
            return ofState("service.data " + service.data(), new DiskRoom(disk.free(service.data())));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Finding> ofState(String where, DiskRoom room) {
        return room.isFull()
                ? List.of(new Finding(
                        "the disk of " + where + " is full: " + room.words(),
                        "make room: a stage stops when it can't write its state, and loses nothing"))
                : List.of();
    }

    /** What the brokers tell; nothing if this user may not ask. */
    static List<Finding> ofBrokers(PipelineLog log) throws InterruptedException {
        try (var admin = Admin.create(log.cluster().clients().adminProperties())) {
            return BrokerDisk.all(admin).stream().flatMap(DiskFindings::of).toList();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    static Stream<Finding> of(BrokerDisk disk) {
        var where = "broker " + disk.broker();
        var unusable = disk.fault()
                .map(fault -> new Finding(
                        where + " can't use its folder " + disk.folder() + ": " + fault,
                        "make room on its disk or mend the disk, and start the broker again"));
        var full = disk.room()
                .filter(DiskRoom::isFull)
                .map(room -> new Finding(
                        "the disk of " + where + " is full: " + room.words() + " for " + disk.folder(),
                        "make room, or let topics keep less (retention.ms, retention.bytes): a broker that can't write"
                                + " stops"));
        return unusable.or(() -> full).stream();
    }
}
