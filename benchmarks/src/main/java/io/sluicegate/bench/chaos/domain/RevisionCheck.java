package io.sluicegate.bench.chaos.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares predictions with the revisions that they name: the right version for the key, and never an older revision. */
public final class RevisionCheck {
    private static final int BUCKETS = 10_000;

    private final Map<Long, Deployment> revisions;
    private final List<Seen> predictions;

    /**
     * Takes what was read.
     *
     * @param revisions by number
     * @param predictions in the order of each partition
     */
    public RevisionCheck(Map<Long, Deployment> revisions, List<Seen> predictions) {
        this.revisions = Map.copyOf(revisions);
        this.predictions = List.copyOf(predictions);
    }

    /** Version, digest, role, bucket and share are those that the revision gives the key. */
    public Finding version() {
        var faults = predictions.stream()
                .flatMap(seen -> breach(seen.prediction()).map(why -> seen.where() + ": " + why).stream())
                .toList();
        return new Finding("each prediction is by the version that its revision says", predictions.size(), faults);
    }

    private Optional<String> breach(Prediction prediction) {
        var revision = revisions.get(prediction.getRevision());
        if (revision == null) {
            return Optional.of("revision %d decides nothing".formatted(prediction.getRevision()));
        }
        var bucket = bucket(revision.getSalt() + prediction.getEntity());
        var expected = expected(revision, bucket);
        var actual = said(
                prediction.getRole(),
                prediction.getBucket(),
                new DeployedVersion(prediction.getVersion(), "", prediction.getBundleDigest()),
                prediction.getPropensity());
        return Optional.of("%s, but revision %d says %s".formatted(actual, prediction.getRevision(), expected))
                .filter(any -> !actual.equals(expected));
    }

    /** By the record's own fields: the first arm that decides is the primary. */
    private static String expected(Deployment revision, int bucket) {
        var role = Role.PRIMARY;
        var all = new ArrayList<String>();
        for (var arm : revision.getArms()) {
            if (arm.getRole() == ArmRole.DECIDES) {
                if (arm.getFromBucket() <= bucket && bucket < arm.getUntilBucket()) {
                    var share = (double) (arm.getUntilBucket() - arm.getFromBucket()) / BUCKETS;
                    all.add(said(role, bucket, arm.getVersion(), share));
                }
                role = Role.CANDIDATE;
            }
        }
        return all.isEmpty() ? "nobody decides" : String.join(" and ", all);
    }

    private static String said(Role role, int bucket, DeployedVersion version, double share) {
        return "%s %s (%s) for bucket %d with a share of %s"
                .formatted(role, version.getVersion(), version.getBundleDigest(), bucket, share);
    }

    /** The bucket of salt and key together. */
    static int bucket(String saltAndKey) {
        var hash = Hashing.murmur3_128().hashBytesTo128Bits(saltAndKey.getBytes(UTF_8));
        return (int) Long.remainderUnsigned(hash.getLeastSignificantBits(), BUCKETS);
    }

    /** On a partition no revision comes after a higher one. */
    public Finding epochs() {
        var highest = new HashMap<Integer, Long>();
        var faults = new ArrayList<String>();
        for (var seen : predictions) {
            var revision = seen.prediction().getRevision();
            var before = Objects.requireNonNullElse(highest.get(seen.partition()), 0L);
            if (revision < before) {
                faults.add("%s: revision %d after %d".formatted(seen.where(), revision, before));
            }
            highest.put(seen.partition(), Math.max(before, revision));
        }
        return new Finding("revisions never go back on a partition", predictions.size(), faults);
    }
}
