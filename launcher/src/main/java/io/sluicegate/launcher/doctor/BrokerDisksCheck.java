package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.BrokerDisk;
import java.util.List;

/** Asks each broker how much room is left for its topics: a broker that can't write stops. */
record BrokerDisksCheck(Kafka kafka) implements Check {
    private static final String REMEDY =
            "make room on the broker's disk, or let topics keep less (retention.ms, retention.bytes); a broker stops when it can't write";

    @Override
    public String name() {
        return "broker disks";
    }

    @Override
    public List<Finding> findings() throws Exception {
        return BrokerDisk.all(kafka.admin()).stream()
                .map(BrokerDisksCheck::finding)
                .toList();
    }

    static Finding finding(BrokerDisk disk) {
        var where = "broker " + disk.broker() + ", " + disk.folder();
        if (disk.fault().isPresent()) {
            return Finding.problem(
                    where, "the broker can't use the folder: " + disk.fault().get(), REMEDY);
        }
        if (disk.room().isEmpty()) {
            return Finding.unknown(where, "the broker doesn't tell what is free", "look at its disk yourself");
        }
        var room = disk.room().get();
        if (room.isFull()) {
            return Finding.problem(where, room.words(), REMEDY);
        }
        return room.isScarce() ? Finding.warning(where, room.words(), REMEDY) : Finding.ok(where, room.words());
    }
}
