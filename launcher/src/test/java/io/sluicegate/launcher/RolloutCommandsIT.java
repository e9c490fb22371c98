package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about rollouts as a person gives them; rollout control is real, the instances are records of the test's. */
@WithCluster
class RolloutCommandsIT {
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    private final TestCluster cluster;

    RolloutCommandsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldWaitUntilEveryLiveInstanceHasReadWhatWasActivated() throws IOException {
        try (var pipeline = new ControlledPipeline(cluster, folder, "waiting");
                var stage = pipeline.started()) {
            pipeline.register("1");
            pipeline.report("i1", 0, "1", LoadState.PREPARING);
            pipeline.report("i2", 0, "1", LoadState.PREPARING);

            var deploy = start(pipeline, "rollout", "deploy", "--model-version", "1");
            pipeline.awaitRevision(1);
            pipeline.report("i1", 1, "1", LoadState.READY);
            pipeline.report("i2", 1, "1", LoadState.PREPARING);
            deploy.awaitPrinted("  instance i1 is READY")
                    .awaitPrinted("  instance i2 is PREPARING")
                    .goesOn();
            pipeline.report("i2", 1, "1", LoadState.READY);
            deploy.awaitPrinted("ACTIVATED: version 1 is the primary: ready on 2 live instance(s)");
            pipeline.report("i1", 2, "1", LoadState.READY);
            deploy.awaitPrinted("  instance i1 has read revision 2").goesOn();
            pipeline.report("i2", 2, "1", LoadState.READY);

            assertThat(deploy.code()).as(deploy.errors()).isZero();
            assertThat(deploy.printed())
                    .startsWith("DEPLOY of version 1 at revision 0, command ")
                    .contains("ACCEPTED: preparing version 1 to be the primary")
                    .endsWith("IN EFFECT: revision 2, read by all 2 live instances\n");
        }
    }

    @Test
    void shouldExitWithTheReasonWhenTheEffectDoesNotCome() throws IOException {
        try (var pipeline = new ControlledPipeline(cluster, folder, "failing");
                var stage = pipeline.started()) {
            pipeline.register("1");
            pipeline.report("i1", 0, "1", LoadState.PREPARING);

            var failing = start(pipeline, "deploy", "--model-version", "1");
            pipeline.awaitRevision(1);
            pipeline.report("i1", 1, "1", LoadState.FAILED);
            ends(failing, ExitCode.NOT_IN_EFFECT);
            assertThat(failing.errors())
                    .contains(
                            "DEPLOY of version 1 at revision 0 has not come into effect: gave up preparing version 1: "
                                    + "instance i1 failed: GOLDEN_MISMATCH: 0.5 instead of 0.7");

            var refused = start(pipeline, "rollout", "deploy", "--model-version", "9");
            ends(refused, ExitCode.REFUSED);
            assertThat(refused.errors())
                    .contains("rollout control refused DEPLOY of version 9 at revision 2", "is not registered");

            var quick = start(pipeline, "rollout", "deploy", "--model-version", "1", "--no-wait");
            ends(quick, ExitCode.OK);
            assertThat(quick.printed()).contains("ACCEPTED: ").doesNotContain("IN EFFECT");

            var unread = start(pipeline, "rollout", "abort", "--timeout", "1");
            ends(unread, ExitCode.NOT_IN_EFFECT);
            assertThat(unread.printed()).startsWith("ABORT of version 1 at revision 3, command ");
            assertThat(unread.errors())
                    .contains("was accepted, but is not in effect yet: revision 4 is not read by i1");
        }
    }

    @Test
    void shouldShowInADryRunWhatRolloutControlWouldDecide() throws IOException {
        try (var pipeline = new ControlledPipeline(cluster, folder, "dry");
                var stage = pipeline.started()) {
            pipeline.register("1");
            pipeline.report("i1", 0, "1", LoadState.PREPARING);
            var commands = commands(pipeline);

            var deploy = start(pipeline, "rollout", "deploy", "--model-version", "1", "--dry-run");
            ends(deploy, ExitCode.OK);
            assertThat(deploy.printed())
                    .contains(
                            "DEPLOY of version 1 at revision 0 is not sent.",
                            "It would be ACCEPTED: preparing version 1 to be the primary",
                            "It would make revision 1.",
                            "instance i1 would load the version");
            var unknown = start(pipeline, "rollout", "deploy", "--model-version", "9", "--dry-run");
            ends(unknown, ExitCode.REFUSED);
            assertThat(unknown.errors())
                    .contains("rollout control would refuse DEPLOY of version 9", "is not registered");

            assertThat(commands(pipeline)).isEqualTo(commands);
            assertThat(pipeline.revision()).isZero();
        }
    }

    @Test
    void shouldPauseAtOnceAndSayOfAnAbortThatNoInstanceIsAliveToActOnIt() throws IOException {
        try (var pipeline = new ControlledPipeline(cluster, folder, "asleep");
                var stage = pipeline.started()) {
            pipeline.register("1");
            ends(start(pipeline, "rollout", "deploy", "--model-version", "1", "--no-wait"), ExitCode.OK);

            var abort = start(pipeline, "rollout", "abort");
            ends(abort, ExitCode.NOT_IN_EFFECT);
            assertThat(abort.errors())
                    .contains(
                            "ABORT of version 1 at revision 1 is in force as revision 2, but no instance of stream-scorer is "
                                    + "alive to act on it",
                            "start one with sluicegate run stream-scorer");

            var pause = start(pipeline, "rollout", "pause", "--reason", "incident 17");
            ends(pause, ExitCode.OK);
            assertThat(pause.printed()).endsWith("IN EFFECT: revision 3, to which rollout control keeps\n");
            var resume = start(pipeline, "rollout", "resume");
            ends(resume, ExitCode.OK);
            assertThat(resume.printed()).contains("IN EFFECT: revision 4");
        }
    }

    @Test
    void shouldTakeBackACommandThatWaitsForRolloutControl() throws IOException {
        try (var pipeline = new ControlledPipeline(cluster, folder, "queued")) {
            try (var stage = pipeline.started()) {
                pipeline.register("1");
            }
            var deploy = pipeline.operator().command(CommandKind.DEPLOY, "1").build();
            pipeline.control().append(deploy, Topics.COMMANDS);

            var dry = start(pipeline, "rollout", "deploy", "--model-version", "1", "--dry-run");
            ends(dry, ExitCode.OK);
            assertThat(dry.printed()).contains("Left out: 1 queued command(s)", deploy.getCommandId());
            var withdraw = start(pipeline, "rollout", "withdraw", "--reason", "wrong version", "--by", "anna")
                    .awaitPrinted("WITHDRAW of command " + deploy.getCommandId());
            await("the withdrawal").until(() -> commands(pipeline).stream()
                    .anyMatch(each -> deploy.getCommandId().equals(each.getWithdraws())));
            try (var stage = pipeline.started()) {
                ends(withdraw, ExitCode.OK);
            }

            assertThat(withdraw.printed()).contains("ACCEPTED: withdrew DEPLOY of version 1");
            assertThat(pipeline.revision()).isZero();
            assertThat(audit(pipeline))
                    .extracting(
                            entry -> entry.getKind() + " " + entry.getCommand().getKind())
                    .containsExactly("ACCEPTED REGISTER", "WITHDRAWN DEPLOY", "ACCEPTED WITHDRAW");
            assertThat(audit(pipeline).get(1).getReason())
                    .isEqualTo("withdrawn by anna before it was read: wrong version");
        }
    }

    @Test
    void shouldSayOnCtrlCThatTheCommandGoesOn() throws Exception {
        try (var pipeline = new ControlledPipeline(cluster, folder, "interrupted")) {
            var output = folder.resolve("output.txt");
            var process = process(
                    output,
                    "rollout",
                    "deploy",
                    "-v",
                    "1",
                    "--pipeline",
                    pipeline.file().toString());
            try {
                await("the command")
                        .atMost(ControlledPipeline.PATIENCE)
                        .failFast(() -> assertThat(process.isAlive())
                                .as(Files.readString(output))
                                .isTrue())
                        .until(() -> !commands(pipeline).isEmpty());
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
            } finally {
                process.destroyForcibly();
            }
            var id = commands(pipeline).get(0).getCommandId();
            assertThat(Files.readString(output))
                    .contains(
                            "DEPLOY of version 1 at revision 0 goes on without you.",
                            "Look with: sluicegate audit --pipeline " + pipeline.file(),
                            "sluicegate rollout withdraw " + id + " --pipeline " + pipeline.file());
        }
    }

    private static Process process(Path output, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SluicegateMain.class.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static RunningCommand start(ControlledPipeline pipeline, String... arguments) {
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--pipeline", pipeline.file().toString()));
        return RunningCommand.start(line.toArray(String[]::new));
    }

    private static void ends(RunningCommand command, ExitCode code) {
        assertThat(command.code()).as(command.printed() + command.errors()).isEqualTo(code.code());
    }

    private List<ModelCommand> commands(ControlledPipeline pipeline) {
        return cluster
                .readAll(
                        Topics.COMMANDS,
                        pipeline.clients().serdes().specific(ModelCommand.class).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .filter(each -> each.getPipeline().equals(pipeline.config().pipeline()))
                .toList();
    }

    private List<AuditEntry> audit(ControlledPipeline pipeline) {
        return cluster
                .readAll(
                        Topics.AUDIT,
                        pipeline.clients().serdes().specific(AuditEntry.class).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .filter(entry -> entry.getPipeline().equals(pipeline.config().pipeline()))
                .toList();
    }
}
