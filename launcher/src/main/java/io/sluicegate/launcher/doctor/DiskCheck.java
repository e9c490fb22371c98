package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.Disk;
import io.sluicegate.launcher.cli.DiskRoom;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at the folders of state and of bundles: whether they can be written, and how much room is left. */
record DiskCheck(PipelineConfig config, Disk disk) implements Check {
    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                ofState(config.service().data()), ofBundles(config.model().store()));
    }

    private Finding ofState(Path folder) {
        var where = "service.data " + folder;
        try {
            return ofRoom(where, roomBehind(folder));
        } catch (IOException e) {
            return Finding.problem(
                    where,
                    "can't be written: " + e,
                    "make room on its disk, make the folder writable for the service's user, or set service.data");
        }
    }

    /** The room where the folder is or will be, after a file was written there. */
    private DiskRoom roomBehind(Path folder) throws IOException {
        Files.delete(Files.createTempFile(Disk.existing(folder), ".sluicegate-doctor", ""));
        return new DiskRoom(disk.free(folder));
    }

    static Finding ofRoom(String where, DiskRoom room) {
        if (room.isFull()) {
            return Finding.problem(where, room.words(), "make room: stages stop when they can't write");
        }
        var what = "can be written; " + room.words();
        return room.isScarce()
                ? Finding.warning(where, what, "make room before stages can't write")
                : Finding.ok(where, what);
    }

    /** Scorers only read the store; those who publish write it. */
    private Finding ofBundles(Path store) {
        var where = "model.store " + store;
        if (!Files.isDirectory(store)) {
            return Files.exists(store)
                    ? Finding.problem(where, "is no folder", "set model.store to the folder of the bundles")
                    : Finding.warning(
                            where,
                            "doesn't exist",
                            "publish a bundle with sluicegate bundle publish, or mount the store on this machine");
        }
        if (!Files.isReadable(store)) {
            return Finding.problem(where, "can't be read", "let the service's user read the folder");
        }
        try {
            return ofRoom(where, roomBehind(store));
        } catch (IOException e) {
            return Finding.ok(where, "can be read, which is all that a scorer needs; bundles are published elsewhere");
        }
    }
}
