package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.records.ModelRegistration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** REGISTER and APPROVE, which make a version known and allow it to decide. */
final class Registry {
    /** Record keys and report ids contain versions, between {@code @} and {@code /}. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Request request;

    Registry(Request request) {
        this.request = request;
    }

    /**
     * Idempotent: a digest that is registered again changes at most the location. Another digest under a known version, or a known digest
     * under another version, is refused.
     */
    Decision register() {
        return Refusals.refusal(badVersion(), incomplete(), elsewhere(), otherPipeline(), otherDigest(), otherVersion())
                .orElseGet(() -> request.registration()
                        .map(this::again)
                        .orElseGet(() -> Accepted.registration("registered " + name() + featureSetNote(), fresh())));
    }

    private Decision again(ModelRegistration known) {
        var location = request.command().getLocation();
        return known.getLocation().equals(location)
                ? Accepted.registration("%s is already registered".formatted(name()), known)
                : new Move(request, known, location).decide();
    }

    /** Only someone other than the person who registered the version may approve it, even if the pipeline needs no approval today. */
    Decision approve() {
        return Refusals.refusal(unregistered(request), unconfined(), alreadyApproved(), sameHand())
                .orElseGet(() -> approved(request.registration().orElseThrow()));
    }

    static Optional<String> unregistered(Request request) {
        return Refusals.when(
                request.registration()
                        .filter(known ->
                                known.getPipeline().equals(request.rules().pipeline()))
                        .isEmpty(),
                "%s@%s is not registered for pipeline '%s': register it first",
                request.rules().model(),
                request.version(),
                request.rules().pipeline());
    }

    private Decision approved(ModelRegistration known) {
        var approvedBy = request.command().getIssuedBy();
        return Accepted.registration(
                "%s approved %s; %s".formatted(approvedBy, name(), restsOn(known)),
                ModelRegistration.newBuilder(known).setApprovedBy(approvedBy).build());
    }

    private String restsOn(ModelRegistration known) {
        return isConfined()
                ? "whoever Kafka's ACLs let write to sluicegate.approvals may approve"
                : "nothing proves that this is someone other than %s: commands only claim who issued them"
                        .formatted(known.getRegisteredBy());
    }

    private boolean isConfined() {
        return request.rules().approval() == Approval.CONFINED;
    }

    private Optional<String> unconfined() {
        return Refusals.when(
                isConfined() && request.via() != Via.APPROVALS,
                "pipeline '%s' takes approvals from sluicegate.approvals only: append the approval there, with an "
                        + "identity that Kafka's ACLs let write to it",
                request.rules().pipeline());
    }

    private ModelRegistration fresh() {
        var command = request.command();
        return ModelRegistration.newBuilder()
                .setPipeline(request.rules().pipeline())
                .setModel(request.rules().model())
                .setVersion(command.getVersion())
                .setLocation(command.getLocation())
                .setBundleDigest(command.getBundleDigest())
                .setFeatureSetFingerprint(command.getFeatureSetFingerprint())
                .setCorrelationId(command.getCorrelationId())
                .setRegisteredBy(command.getIssuedBy())
                .setRegisteredAt(request.now())
                .setCommandId(command.getCommandId())
                .build();
    }

    /** A different feature set alone is no reason for a refusal: instances check the inputs by name and type before they are ready. */
    private String featureSetNote() {
        var pipelines = request.rules().featureSetFingerprint();
        return Objects.equals(pipelines, request.command().getFeatureSetFingerprint())
                ? ""
                : ", trained on a feature set other than the pipeline's " + pipelines;
    }

    private Optional<String> badVersion() {
        return Refusals.when(
                !VERSION.matcher(request.version()).matches(),
                "version '%s' must consist of letters, digits, dots, dashes and underscores",
                request.version());
    }

    private Optional<String> incomplete() {
        var command = request.command();
        var missing = Stream.of(
                        missing("location", command.getLocation()),
                        missing("bundleDigest", command.getBundleDigest()),
                        missing("featureSetFingerprint", command.getFeatureSetFingerprint()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Refusals.when(!missing.isEmpty(), "REGISTER needs %s", missing);
    }

    private Optional<String> elsewhere() {
        return Optional.ofNullable(request.command().getLocation())
                .flatMap(request.rules().locations()::refusal);
    }

    private static Optional<String> missing(String name, @Nullable String value) {
        return value == null || value.isBlank() ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> otherPipeline() {
        return request.registration()
                .filter(known -> !known.getPipeline().equals(request.rules().pipeline()))
                .map(known -> "%s is registered for pipeline '%s'".formatted(name(), known.getPipeline()));
    }

    private Optional<String> otherDigest() {
        return request.registration()
                .filter(known ->
                        !known.getBundleDigest().equals(request.command().getBundleDigest()))
                .map(known -> "%s is registered with digest %s: a version never changes, choose another"
                        .formatted(name(), known.getBundleDigest()));
    }

    /** Two versions of one bundle would split or double everything that is counted by version. */
    private Optional<String> otherVersion() {
        return request.bundle()
                .filter(known -> !known.getVersion().equals(request.version()))
                .map(known -> "the bundle with digest %s is already registered as %s@%s: use that version"
                        .formatted(known.getBundleDigest(), known.getModel(), known.getVersion()));
    }

    private Optional<String> alreadyApproved() {
        return request.registration()
                .flatMap(known -> Optional.ofNullable(known.getApprovedBy()))
                .map(by -> "%s is already approved, by %s".formatted(name(), by));
    }

    private Optional<String> sameHand() {
        return request.registration()
                .filter(known ->
                        known.getRegisteredBy().equals(request.command().getIssuedBy()))
                .map(known ->
                        "%s registered %s: someone else must approve it".formatted(known.getRegisteredBy(), name()));
    }

    private String name() {
        return request.rules().model() + "@" + request.version();
    }
}
