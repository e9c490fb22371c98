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

/** REGISTER and APPROVE: which versions are known, and which of them may decide. */
final class Registry {
    /** Versions stand in record keys and report ids, between {@code @} and {@code /}. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Request request;

    Registry(Request request) {
        this.request = request;
    }

    /** Idempotent: the same digest again changes at most where it lies; another digest under a known version, or a known digest under
     * another version, is refused. */
    Decision register() {
        return Refusals.refusal(badVersion(), incomplete(), elsewhere(), otherPipeline(), otherDigest(), otherVersion())
                .orElseGet(() -> request.registration()
                        .map(this::again)
                        .orElseGet(() -> Accepted.registration("registered " + name() + featureSetNote(), fresh())));
    }

    private Decision again(ModelRegistration known) {
        var location = request.command().getLocation();
        return known.getLocation().equals(location)
                ? Accepted.registration("%s was registered before".formatted(name()), known)
                : new Move(request, known, location).decide();
    }

    /** By someone other than who registered it, whether or not the pipeline requires it today. */
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
                ? "who may append to sluicegate.approvals may approve"
                : "that this is someone else than %s rests on what both claim".formatted(known.getRegisteredBy());
    }

    private boolean isConfined() {
        return request.rules().approval() == Approval.CONFINED;
    }

    private Optional<String> unconfined() {
        return Refusals.when(
                isConfined() && request.via() != Via.APPROVALS,
                "pipeline '%s' takes approvals from sluicegate.approvals only: append it there, with an identity that Kafka's"
                        + " ACLs let write it",
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

    /** Another feature set alone is no reason to refuse: instances check the inputs by name and type before they are ready. */
    private String featureSetNote() {
        var pipelines = request.rules().featureSetFingerprint();
        return Objects.equals(pipelines, request.command().getFeatureSetFingerprint())
                ? ""
                : ", trained on another feature set than the pipeline's " + pipelines;
    }

    private Optional<String> badVersion() {
        return Refusals.when(
                !VERSION.matcher(request.version()).matches(),
                "a version consists of letters, digits, dots, dashes and underscores, but it is '%s'",
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

    /** What is counted by version would be counted twice, or nowhere. */
    private Optional<String> otherVersion() {
        return request.bundle()
                .filter(known -> !known.getVersion().equals(request.version()))
                .map(known -> "the bundle with digest %s is registered as %s@%s already: use that version"
                        .formatted(known.getBundleDigest(), known.getModel(), known.getVersion()));
    }

    private Optional<String> alreadyApproved() {
        return request.registration()
                .flatMap(known -> Optional.ofNullable(known.getApprovedBy()))
                .map(by -> "%s was approved by %s before".formatted(name(), by));
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
