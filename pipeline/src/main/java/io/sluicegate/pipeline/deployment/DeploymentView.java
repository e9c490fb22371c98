package io.sluicegate.pipeline.deployment;

import io.sluicegate.records.ArmRole;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A deployment as all stages read it: the deciding arms, the shadows, the loaded versions. The deciding arms cover each bucket
 * exactly once; the first is the primary, the others are candidates.
 */
public final class DeploymentView {
    /** The number of buckets that keys are spread over. */
    public static final int BUCKETS = 10_000;

    private final Deployment record;
    private final List<Arm> arms;
    private final List<Arm> deciding;
    private final List<Arm> shadows;

    private DeploymentView(Deployment record) {
        this.record = record;
        arms = arms(record);
        deciding = arms.stream().filter(arm -> arm.role() != Role.SHADOW).toList();
        shadows = arms.stream().filter(arm -> arm.role() == Role.SHADOW).toList();
    }

    public static DeploymentView of(Deployment record) {
        return new DeploymentView(record);
    }

    /** The arms except those of an unknown role. */
    private static List<Arm> arms(Deployment record) {
        var arms = new ArrayList<Arm>();
        var decider = Role.PRIMARY;
        for (var arm : record.getArms()) {
            if (arm.getRole() == ArmRole.DECIDES) {
                arms.add(arm(arms.size(), decider, arm));
                decider = Role.CANDIDATE;
            } else if (arm.getRole() == ArmRole.SHADOW) {
                arms.add(arm(arms.size(), Role.SHADOW, arm));
            }
        }
        return List.copyOf(arms);
    }

    private static Arm arm(int place, Role role, DeployedArm arm) {
        return new Arm(
                place,
                role,
                arm.getVersion(),
                arm.getFromBucket(),
                arm.getUntilBucket(),
                new Tenure(arm.getTenure(), arm.getTenureSince()));
    }

    /** The underlying record. */
    public Deployment record() {
        return record;
    }

    /** Why the deployment can't be used; empty if it can, or if nothing is deployed yet. */
    public Optional<String> trouble() {
        return record.getArms().isEmpty() ? Optional.empty() : Cover.trouble(deciding);
    }

    public long revision() {
        return record.getRevision();
    }

    /** All arms, in order of their place. */
    public List<Arm> arms() {
        return arms;
    }

    /** The deciding arms, the primary first. */
    public List<Arm> deciding() {
        return deciding;
    }

    /** The arms that are scored beside the deciding ones. */
    public List<Arm> shadows() {
        return shadows;
    }

    /** The arm that decides for all keys outside the candidates' cohorts; empty before the first activation. */
    public Optional<Arm> primary() {
        return deciding.isEmpty() ? Optional.empty() : Optional.of(deciding.get(0));
    }

    /** The arms that decide for the keys of their cohorts. */
    public List<Arm> candidates() {
        return deciding.isEmpty() ? deciding : deciding.subList(1, deciding.size());
    }

    /** The version on trial; empty without a trial. Rollout control allows one at a time. */
    public Optional<Arm> candidate() {
        return candidates().stream().findFirst();
    }

    /** The shadow of the version's name; empty if it shadows nothing. */
    public Optional<Arm> shadow(String version) {
        return shadows.stream().filter(arm -> arm.name().equals(version)).findFirst();
    }

    /** The arm that decides for the keys of a bucket; there is one unless there is {@linkplain #trouble() trouble}. */
    public Arm arm(int bucket) {
        for (var i = 0; i < deciding.size(); i++) {
            if (deciding.get(i).covers(bucket)) {
                return deciding.get(i);
            }
        }
        throw new IllegalArgumentException(
                "revision %d has no deciding version for bucket %d".formatted(record.getRevision(), bucket));
    }

    /** The tenure of the arms that decide: its number is 0 before the first activation. */
    public long tenure() {
        return primary().map(arm -> arm.tenure().id()).orElse(0L);
    }

    /** Whether the same versions decide for the same buckets. */
    public boolean dividesLike(DeploymentView other) {
        if (deciding.size() != other.deciding.size()) {
            return false;
        }
        for (var i = 0; i < deciding.size(); i++) {
            if (!deciding.get(i).isLike(other.deciding.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The target of a rollback: the newest version that is kept warm. */
    public Optional<DeployedVersion> wayBack() {
        return record.getWarm().stream().findFirst();
    }

    public Optional<Preparation> preparing() {
        return Optional.ofNullable(record.getPreparing());
    }

    /** The target of the rollback that is being prepared; empty when none is. */
    public Optional<DeployedVersion> goingBackTo() {
        return preparing()
                .filter(preparing -> preparing.getGoal() == CommandKind.ROLLBACK)
                .map(Preparation::getTarget);
    }

    /**
     * The versions that are held loaded, each once, in loading order: versions that decide or have decided come before those only
     * prepared or shadowing. The target of a prepared rollback comes first, because a primary that kills each process that loads it
     * must not block the rollback.
     */
    public List<DeployedVersion> loaded() {
        var byDigest = new LinkedHashMap<String, DeployedVersion>();
        Stream.of(
                        goingBackTo().stream(),
                        versions(deciding),
                        record.getWarm().stream(),
                        preparing().map(Preparation::getTarget).stream(),
                        versions(shadows))
                .flatMap(versions -> versions)
                .forEach(version -> byDigest.putIfAbsent(version.getBundleDigest(), version));
        return List.copyOf(byDigest.values());
    }

    /** Whether the digest is that of a version that is held loaded. */
    public boolean names(String digest) {
        return has(loaded().stream(), digest);
    }

    /** Whether the digest is that of a version that decides. */
    public boolean decides(String digest) {
        return has(versions(deciding), digest);
    }

    /** Whether the digest is that of a version that decides, or did and is kept warm. */
    public boolean hasDecided(String digest) {
        return has(Stream.concat(versions(deciding), record.getWarm().stream()), digest)
                || has(goingBackTo().stream(), digest);
    }

    /** Whether somebody had approved the version of the digest when it was prepared. */
    public boolean isApproved(String digest) {
        return record.getApproved().contains(digest);
    }

    private static Stream<DeployedVersion> versions(List<Arm> arms) {
        return arms.stream().map(Arm::version);
    }

    private static boolean has(Stream<DeployedVersion> versions, String digest) {
        return versions.anyMatch(version -> version.getBundleDigest().equals(digest));
    }
}
