package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the scorers' instances last said of themselves: silence, and versions that they can't load. */
record InstancesCheck(Kafka kafka) implements Check {
    /** An instance reports each second; so many of the newest reports have every instance that lives. */
    private static final long NEWEST = 5_000;

    private static final Duration SILENT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public List<Finding> findings() {
        return findings(kafka.config().pipeline(), newest().values(), Instant.now());
    }

    private Map<String, InstanceStatus> newest() {
        var reader = kafka.clients().serdes().reader(InstanceStatus.class);
        var newest = new LinkedHashMap<String, InstanceStatus>();
        try (var log = new LogReader(kafka.clients())) {
            log.read(log.newest(log.partitions(Topics.STATUS), NEWEST), record -> {
                if (record.value() != null && reader.read(record.value()) instanceof Decoded<InstanceStatus> it) {
                    newest.put(it.value().getPipeline() + "/" + it.value().getInstance(), it.value());
                }
                return true;
            });
        }
        return newest;
    }

    static List<Finding> findings(String pipeline, Collection<InstanceStatus> statuses, Instant now) {
        var ours = statuses.stream()
                .filter(it -> it.getPipeline().equals(pipeline) && !it.getStopping())
                .toList();
        if (ours.isEmpty()) {
            return List.of(Finding.unknown(
                    "stream-scorer", "no instance has reported", "start the stages with sluicegate run"));
        }
        var found = new ArrayList<Finding>();
        ours.forEach(it -> found.addAll(findings(it, now)));
        return found;
    }

    private static List<Finding> findings(InstanceStatus it, Instant now) {
        var where = "instance " + it.getInstance();
        var age = Duration.between(it.getAt(), now);
        if (age.compareTo(SILENT) > 0) {
            return List.of(Finding.warning(
                    where,
                    "has been silent for " + age.toSeconds() + " s",
                    "start it again, or look at its log; nothing if it was removed for good"));
        }
        var failed = it.getVersions().stream()
                .filter(version -> version.getState() == LoadState.FAILED)
                .map(version -> failed(where, version))
                .toList();
        return failed.isEmpty() ? List.of(Finding.ok(where, "lives, and has its versions loaded")) : failed;
    }

    private static Finding failed(String where, VersionStatus version) {
        return Finding.problem(
                where,
                "can't load version " + version.getVersion() + ": " + version.getError(),
                "mend what the error names, and the instance loads the version by itself; or leave the version with sluicegate"
                        + " rollout abort, or with sluicegate rollout rollback if it decides");
    }
}
