package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks tenures with an independent count, because only decisions of one tenure may be compared. */
public final class TenureCheck {
    private final Map<Long, Deployment> revisions;
    private final Map<Long, Long> tenures;
    private final List<Seen> predictions;

    /**
     * Takes what was read.
     *
     * @param revisions by number
     */
    public TenureCheck(Map<Long, Deployment> revisions, List<Seen> predictions) {
        this.revisions = new TreeMap<>(revisions);
        this.tenures = tenures(this.revisions);
        this.predictions = List.copyOf(predictions);
    }

    /** The tenure of each revision: the revision at which the arms that decide last changed. */
    private static Map<Long, Long> tenures(Map<Long, Deployment> revisions) {
        var tenures = new HashMap<Long, Long>();
        Optional<Deployment> before = Optional.empty();
        for (var revision : revisions.values()) {
            var tenure = before.filter(it -> sameShares(it, revision))
                    .map(it -> tenures.get(it.getRevision()))
                    .orElse(revision.getRevision());
            tenures.put(revision.getRevision(), tenure);
            before = Optional.of(revision);
        }
        return tenures;
    }

    private static boolean sameShares(Deployment one, Deployment other) {
        return shares(one).equals(shares(other));
    }

    private static List<List<Object>> shares(Deployment revision) {
        return deciding(revision)
                .map(arm -> List.<Object>of(arm.getVersion(), arm.getFromBucket(), arm.getUntilBucket()))
                .toList();
    }

    private static Stream<DeployedArm> deciding(Deployment revision) {
        return revision.getArms().stream().filter(arm -> arm.getRole() == ArmRole.DECIDES);
    }

    /** Revisions and predictions name the tenure that they belong to. */
    public Finding named() {
        var faults = Stream.concat(
                        revisions.values().stream().flatMap(this::breaches),
                        predictions.stream().flatMap(seen -> breach(seen).stream()))
                .toList();
        return new Finding("each prediction names the tenure that decided it", predictions.size(), faults);
    }

    private Stream<String> breaches(Deployment revision) {
        var tenure = tenures.get(revision.getRevision());
        return deciding(revision)
                .filter(arm -> !Objects.equals(arm.getTenure(), tenure))
                .map(arm -> "revision %d names tenure %d for version %s, not %d"
                        .formatted(
                                revision.getRevision(),
                                arm.getTenure(),
                                arm.getVersion().getVersion(),
                                tenure));
    }

    private Optional<String> breach(Seen seen) {
        var prediction = seen.prediction();
        var tenure = tenures.get(prediction.getRevision());
        return Optional.of("%s: tenure %d, but revision %d is of tenure %s"
                        .formatted(seen.where(), prediction.getTenure(), prediction.getRevision(), tenure))
                .filter(any -> !Objects.equals(prediction.getTenure(), tenure));
    }
}
