package io.sluicegate.launcher;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.Issuer;
import io.sluicegate.sandbox.CommandFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that append to the command log. Each prints rollout control's decision, and exits with 1 if refused. */
final class ControlCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ControlCommands() {}

    /** The options and the sending that all these commands share. */
    abstract static class Base implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        PipelineOption pipeline;

        @Option(names = "--reason", defaultValue = "", description = "Reason, for the audit.")
        @SuppressWarnings("NullAway.Init")
        String reason;

        @Option(
                names = "--by",
                description = "Your name, if Kafka doesn't authenticate you (default: the system's user); otherwise "
                        + "the command carries your Kafka identity.")
        @Nullable
        String by;

        @Option(names = "--expected-revision", description = "Act only if this revision is still in force.")
        @Nullable
        Long expectedRevision;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        private final CommandKind kind;

        Base(CommandKind kind) {
            this.kind = kind;
        }

        /** Adds the fields of this kind of command. */
        abstract void complete(ModelCommand.Builder command, PipelineConfig config);

        /** The topic to which the command is appended. */
        String topic(PipelineConfig config) {
            return Topics.COMMANDS;
        }

        /** Sets the version and the revision on which the command acts. */
        void aim(ModelCommand.Builder command, ControlClient control) {}

        /** Tells what happens if the user repeats the same line, which names no revision. */
        abstract String again();

        @Override
        public Integer call() {
            var config = pipeline.read();
            var command = command(config);
            try (var clients = new Clients(config.kafka(), config.service());
                    var control = new ControlClient(clients)) {
                aim(command, control);
                return control.send(command.build(), topic(config), PATIENCE)
                        .map(Base::told)
                        .orElseThrow(() -> unanswered(command));
            }
        }

        private ModelCommand.Builder command(PipelineConfig config) {
            var command = ModelCommand.newBuilder()
                    .setCommandId(UUID.randomUUID().toString())
                    .setCorrelationId("")
                    .setPipeline(config.pipeline())
                    .setModel(config.model().name())
                    .setKind(kind)
                    .setExpectedRevision(expectedRevision)
                    .setReason(reason)
                    .setIssuedBy(issuedBy(Issuer.of(config.kafka())))
                    .setIssuedAt(Instant.now());
            complete(command, config);
            command.setCorrelationId(command.getCommandId());
            return command;
        }

        private String issuedBy(Issuer issuer) {
            if (by != null && issuer.authenticated() && !by.equals(issuer.name())) {
                throw new CommandFailed("Kafka authenticates you as '" + issuer.name() + "': omit --by");
            }
            return by == null ? issuer.name() : by;
        }

        private static int told(AuditEntry entry) {
            System.out.println(entry.getKind() + ": " + entry.getReason());
            return entry.getKind() == AuditKind.REFUSED ? 1 : 0;
        }

        private CommandFailed unanswered(ModelCommand.Builder command) {
            var revision = command.getExpectedRevision();
            return new CommandFailed("The command is in the log, but rollout control has not answered within "
                    + PATIENCE.toSeconds() + " s. Is it running? It will act on the command once it runs"
                    + (revision == null
                            ? ".\n" + again()
                            : ", if revision " + revision + " is still in force by then.\n" + repetition(command)));
        }

        /**
         * The user's line with the missing version and revision added: without them, a repeated line would act on whatever is in force by
         * then.
         */
        private String repetition(ModelCommand.Builder command) {
            var line =
                    new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
            if (spec.findOption("--model-version") != null && !matched("--model-version")) {
                line.addAll(List.of("--model-version", command.getVersion()));
            }
            if (!matched("--expected-revision")) {
                line.addAll(List.of("--expected-revision", Long.toString(command.getExpectedRevision())));
            }
            return "To repeat the command, use this line, which can't act twice:\n  sluicegate "
                    + line.stream().map(Base::quoted).collect(Collectors.joining(" "));
        }

        private boolean matched(String option) {
            return spec.commandLine().getParseResult().hasMatchedOption(option);
        }

        /** The argument, quoted for a shell. */
        private static String quoted(String argument) {
            return argument.matches("[A-Za-z0-9_./:=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
        }
    }

    /** A command about one version. */
    abstract static class OfVersion extends Base {
        @Option(
                names = {"-v", "--model-version"},
                required = true,
                paramLabel = "VERSION",
                description = "The model's version.")
        @SuppressWarnings("NullAway.Init")
        String version;

        OfVersion(CommandKind kind) {
            super(kind);
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {
            command.setVersion(version);
        }
    }

    @Command(name = "register", description = "Make a version in the model store known to the cluster.")
    static final class Register extends OfVersion {
        Register() {
            super(CommandKind.REGISTER);
        }

        @Override
        String again() {
            return "It is safe to repeat the command: a bundle is registered only once.";
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {
            super.complete(command, config);
            var bundle = Bundles.published(config, version);
            command.setLocation(bundle.folder().toString())
                    .setBundleDigest(bundle.digest())
                    .setFeatureSetFingerprint(bundle.manifest().featureSetFingerprint());
        }
    }

    @Command(name = "approve", description = "Allow a registered version to decide, if approval is required.")
    static final class Approve extends OfVersion {
        Approve() {
            super(CommandKind.APPROVE);
        }

        @Override
        String again() {
            return "It is safe to repeat the command: a version is approved only once.";
        }

        @Override
        String topic(PipelineConfig config) {
            return config.model().approval() == Approval.CONFINED ? Topics.APPROVALS : Topics.COMMANDS;
        }
    }

    /** A command that starts the preparation of a version. */
    abstract static class Preparing extends OfVersion {
        Preparing(CommandKind kind) {
            super(kind);
        }

        @Override
        String again() {
            return "A repeated command may prepare version " + version
                    + " a second time, even over a newer deployment: look up the revision in force first, and pass "
                    + "it as --expected-revision.";
        }
    }

    @Command(name = "deploy", description = "Prepare a version on every instance and make it the primary.")
    static final class Deploy extends Preparing {
        Deploy() {
            super(CommandKind.DEPLOY);
        }
    }

    @Command(name = "canary", description = "Prepare a version and give it a share of the keys.")
    static final class Canary extends Preparing {
        @Option(names = "--percent", required = true, description = "The share of the keys, in percent.")
        double percent;

        Canary() {
            super(CommandKind.CANARY);
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {
            super.complete(command, config);
            command.setPercent(percent);
        }
    }

    @Command(
            name = "shadow",
            description = "Prepare a version and score it beside the deciding versions; end it with abort.")
    static final class Shadow extends Preparing {
        @Option(
                names = "--percent",
                defaultValue = "100",
                description = "Share of the keys that the shadow sees, in percent (default: all).")
        double percent;

        Shadow() {
            super(CommandKind.SHADOW);
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {
            super.complete(command, config);
            command.setPercent(percent);
        }
    }

    /**
     * A command about a version in force. It names the version and the revision in force, so that it can't act twice, and can't act on a
     * version that has replaced the intended one.
     */
    abstract static class Aimed extends Base {
        @Option(
                names = {"-v", "--model-version"},
                paramLabel = "VERSION",
                description = "The version to act on (default: look up the version in force and print it).")
        @Nullable
        String version;

        Aimed(CommandKind kind) {
            super(kind);
        }

        /** The version in force on which the command acts. */
        abstract Optional<DeployedVersion> meant(DeploymentView inForce);

        /** Never printed: these commands always name a revision. */
        @Override
        final String again() {
            return "";
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {}

        @Override
        void aim(ModelCommand.Builder command, ControlClient control) {
            var pipeline = command.getPipeline();
            var inForce = control.inForce(pipeline, PATIENCE)
                    .orElseThrow(() -> new CommandFailed("Nothing is deployed in pipeline '" + pipeline + "'."));
            command.setVersion(
                    version == null
                            ? meant(DeploymentView.of(inForce))
                                    .map(DeployedVersion::getVersion)
                                    .orElse("")
                            : version);
            if (expectedRevision == null) {
                command.setExpectedRevision(inForce.getRevision());
            }
            System.out.println("%s of version %s at revision %d"
                    .formatted(
                            command.getKind(),
                            command.getVersion().isEmpty() ? "none" : command.getVersion(),
                            command.getExpectedRevision()));
        }
    }

    @Command(name = "shift", description = "Change the candidate's share of the keys.")
    static final class Shift extends Aimed {
        @Option(names = "--percent", required = true, description = "The share of the keys, in percent.")
        double percent;

        Shift() {
            super(CommandKind.SHIFT);
        }

        @Override
        Optional<DeployedVersion> meant(DeploymentView inForce) {
            return inForce.candidate().map(Arm::version);
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {
            command.setPercent(percent);
        }
    }

    /** A command without further fields. */
    abstract static class Plain extends Base {
        Plain(CommandKind kind) {
            super(kind);
        }

        @Override
        void complete(ModelCommand.Builder command, PipelineConfig config) {}
    }

    @Command(name = "promote", description = "Make the candidate the primary.")
    static final class Promote extends Aimed {
        Promote() {
            super(CommandKind.PROMOTE);
        }

        @Override
        Optional<DeployedVersion> meant(DeploymentView inForce) {
            return inForce.candidate().map(Arm::version);
        }
    }

    @Command(
            name = "abort",
            description = "End the trial, the shadow or the preparation of a version; the primary stays.")
    static final class Abort extends Aimed {
        Abort() {
            super(CommandKind.ABORT);
        }

        @Override
        Optional<DeployedVersion> meant(DeploymentView inForce) {
            var running = running(inForce);
            if (running.isEmpty()) {
                throw new CommandFailed("Pipeline '" + inForce.record().getPipeline()
                        + "' has no trial, no shadow and no preparation to end.");
            }
            if (running.size() > 1) {
                throw new CommandFailed("Version %s: choose one with %s."
                        .formatted(
                                running.stream()
                                        .map(each -> each.version().getVersion() + " " + each.state())
                                        .collect(Collectors.joining(", version ")),
                                running.stream()
                                        .map(each -> "--model-version "
                                                + each.version().getVersion())
                                        .distinct()
                                        .collect(Collectors.joining(" or "))));
            }
            return Optional.of(running.get(0).version());
        }

        private static List<Running> running(DeploymentView inForce) {
            return Stream.of(
                            inForce.candidates().stream().map(arm -> new Running(arm.version(), "is on trial")),
                            inForce.shadows().stream().map(arm -> new Running(arm.version(), "is a shadow")),
                            inForce.preparing().stream()
                                    .map(next -> new Running(next.getTarget(), "is being prepared")))
                    .flatMap(each -> each)
                    .toList();
        }

        /** A version that ABORT can end, and its state. */
        private record Running(DeployedVersion version, String state) {}
    }

    @Command(
            name = "rollback",
            description = "Return from the primary to the version before it; this also ends a trial.")
    static final class Rollback extends Aimed {
        Rollback() {
            super(CommandKind.ROLLBACK);
        }

        @Override
        Optional<DeployedVersion> meant(DeploymentView inForce) {
            return inForce.primary().map(Arm::version);
        }
    }

    @Command(name = "pause", description = "Refuse all changes except abort and rollback, until resume.")
    static final class Pause extends Plain {
        Pause() {
            super(CommandKind.PAUSE);
        }

        @Override
        String again() {
            return "A repeated command pauses again even if somebody has resumed since: look up what is in force "
                    + "first.";
        }
    }

    @Command(name = "resume", description = "End a pause.")
    static final class Resume extends Plain {
        Resume() {
            super(CommandKind.RESUME);
        }

        @Override
        String again() {
            return "A repeated command resumes even if somebody has paused again since: look up what is in force "
                    + "first.";
        }
    }
}
