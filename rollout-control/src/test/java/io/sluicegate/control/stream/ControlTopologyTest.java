package io.sluicegate.control.stream;

import static io.sluicegate.control.Inputs.command;
import static io.sluicegate.control.Inputs.register;
import static io.sluicegate.control.Inputs.rollback;
import static io.sluicegate.control.Inputs.share;
import static io.sluicegate.control.Inputs.status;
import static io.sluicegate.control.Inputs.withdraw;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.records.AuditKind.ABORTED;
import static io.sluicegate.records.AuditKind.ACCEPTED;
import static io.sluicegate.records.AuditKind.ACTIVATED;
import static io.sluicegate.records.AuditKind.REFUSED;
import static io.sluicegate.records.AuditKind.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.control.ControlStage;
import io.sluicegate.control.Places;
import io.sluicegate.control.Written;
import io.sluicegate.control.domain.PipelineRules;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.control.stream.CommandTail.Unread;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTopologyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Set<String> INPUTS =
            Set.of(AvroSerdes.subject(Topics.COMMANDS), AvroSerdes.subject(Topics.STATUS));

    private final PipelineConfig config = PipelineConfigReader.read(
            Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
    private final Clients clients = new Clients(config.kafka(), config.service());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RolloutControl control =
            new RolloutControl(List.of(PipelineRules.of(config, location -> Optional.empty())));
    private TopologyTestDriver driver;
    private TestInputTopic<String, ModelCommand> commands;
    private TestInputTopic<String, InstanceStatus> statuses;
    private TestOutputTopic<String, ModelRegistration> models;
    private TestOutputTopic<String, Deployment> deployments;
    private TestOutputTopic<String, AuditEntry> audit;
    private Instant now = START;
    private final Map<Long, ModelCommand> ahead = new TreeMap<>();

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology().build(), properties(), START);
        commands = input(Topics.COMMANDS, ModelCommand.class);
        statuses = input(Topics.STATUS, InstanceStatus.class);
        models = output(Topics.MODELS, ModelRegistration.class);
        deployments = output(Topics.DEPLOYMENTS, Deployment.class);
        audit = output(Topics.AUDIT, AuditEntry.class);
    }

    @AfterEach
    void stop() {
        driver.close();
        clients.close();
    }

    @Test
    void shouldDescribeItself() throws IOException {
        assertThat(topology().build().describe().toString())
                .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/control-topology.txt")));
    }

    @Test
    void shouldActivateWithTheStatusThatCompletesReadiness() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        heartbeat("i1", 1, "1", LoadState.READY);

        var written = written().assertConsistent().assertAudit(ACCEPTED, ACCEPTED, ACTIVATED);

        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
        assertThat(written.inForce().getRevision()).isEqualTo(2);
        assertThat(written.audit().get(2).getCommand().getCommandId()).isEqualTo("d1");
        assertThat(written.audit().get(2).getAuditId()).isEqualTo("d1/ACTIVATED");
    }

    @Test
    void shouldWriteNothingWhoseSchemaWasNotRegisteredBefore() throws Exception {
        topology().register(new WrittenSchemas(clients.serdes(), ControlStage.APPLICATION_ID));
        var registered = clients.registry().getAllSubjects();

        deployed("1");

        assertThat(clients.registry().getAllSubjects())
                .filteredOn(subject -> !INPUTS.contains(subject))
                .isSubsetOf(registered);
    }

    @Test
    void shouldKeyWhatItWrites() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));

        assertThat(models.readKeyValue().key).isEqualTo("fraud-model@1");
        assertThat(deployments.readKeyValue().key).isEqualTo("fraud");
        assertThat(audit.readKeyValuesToList()).extracting(entry -> entry.key).containsExactly("fraud", "fraud");
    }

    @Test
    void shouldGoThroughATrialAndBack() {
        deployed("1");
        send(register("r2", "2"));
        send(share("c2", CommandKind.CANARY, "2", 10));
        heartbeat("i1", 3, "2", LoadState.READY);
        send(share("s2", CommandKind.SHIFT, "2", 50));
        send(command("p2", CommandKind.PROMOTE, "2"));
        heartbeat("i1", 6, "1", LoadState.READY);
        send(rollback("b2", "2", 6));

        var written = written()
                .assertConsistent()
                .assertAudit(
                        ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACCEPTED, ACCEPTED);

        assertThat(written.deployments()).extracting(Places::buckets).containsExactly(0, 0, 0, 1000, 5000, 0, 0);
        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldPrepareARollbackThatAnInstanceIsNotReadyFor() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        heartbeat("i1", 1, "1", LoadState.READY);
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.READY);
        heartbeat("i1", 4, "1", LoadState.FAILED);
        send(rollback("b2", "2", 4));
        heartbeat("i1", 5, "1", LoadState.READY);

        var written = written()
                .assertConsistent()
                .assertAudit(ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACTIVATED);

        assertThat(primary(written.deployments().get(4)).getVersion()).isEqualTo("2");
        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldGiveARollbackItsTimeFromWhenAnInstanceComesUpAgain() {
        deployed("1");
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.READY);
        pass(Duration.ofMinutes(1));
        send(rollback("b2", "2", 4));
        pass(Duration.ofMinutes(5));

        heartbeat("i1", 0, "1", LoadState.PREPARING);
        pass(WatchProcessor.LOOK);
        heartbeat("i1", 5, "1", LoadState.READY);

        assertThat(written().audit())
                .extracting(AuditEntry::getKind)
                .endsWith(ACCEPTED, ACTIVATED)
                .doesNotContain(ABORTED);
    }

    @Test
    void shouldNameTheRollbackAndNotThePauseThatCameMeanwhile() {
        deployed("1");
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.READY);
        for (var outcome : List.of(LoadState.FAILED, LoadState.READY)) {
            var id = "b-" + outcome;
            send(rollback(id, "2", inForce()));
            send(command("p-" + outcome, CommandKind.PAUSE, ""));
            heartbeat("i1", inForce(), "1", outcome);
            send(command("r-" + outcome, CommandKind.RESUME, ""));

            var ended = written().audit().stream()
                    .filter(entry -> entry.getKind() == ABORTED || entry.getKind() == ACTIVATED)
                    .reduce((before, last) -> last)
                    .orElseThrow();
            assertThat(ended.getAuditId()).isEqualTo(id + "/" + (outcome == LoadState.READY ? ACTIVATED : ABORTED));
            assertThat(ended.getCommand().getCommandId()).isEqualTo(id);
            assertThat(ended.getDeployment().getCommandId()).isEqualTo(id);
            assertThat(ended.getDeployment().getCorrelationId()).isEqualTo("why-" + id);
        }
    }

    private long inForce() {
        return driver.<String, Deployment>getKeyValueStore(ControlStores.DEPLOYMENTS)
                .get("fraud")
                .getRevision();
    }

    @Test
    void shouldReportAPreviousVersionThatIsNotReadyBeforeItIsNeeded() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        heartbeat("i1", 1, "1", LoadState.READY);
        pass(WatchProcessor.LOOK);
        assertThat(previousReady()).as("no previous version, nothing missing").isEqualTo(1);
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.READY);
        heartbeat("i1", 4, "1", LoadState.FAILED);

        pass(WatchProcessor.LOOK);
        assertThat(previousReady()).isZero();

        heartbeat("i1", 4, "1", LoadState.READY);
        pass(WatchProcessor.LOOK);
        assertThat(previousReady()).isEqualTo(1);
    }

    @Test
    void shouldJudgeWhoLivesByTheBrokersTimeAndNotByItsOwnClock() {
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        deployedWithAWayBack();

        pass(WatchProcessor.LOOK);
        assertThat(previousReady()).isEqualTo(1);
        send(rollback("b2", "2", 4));

        var inForce = written().inForce();
        assertThat(primary(inForce).getVersion()).isEqualTo("1");
        assertThat(inForce.getPreparing()).isNull();
    }

    @Test
    void shouldSeeByItsOwnClockThatAllHaveDied() {
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        deployedWithAWayBack();

        pass(Duration.ofSeconds(11));

        assertThat(previousReady()).isZero();
        send(rollback("b2", "2", 4));
        assertThat(written().inForce().getChange()).contains("(no live instance)");
    }

    private double previousReady() {
        return meters.get(Metric.CONTROL_PREVIOUS_READY.id())
                .tag("pipeline", "fraud")
                .gauge()
                .value();
    }

    @Test
    void shouldAuditARefusalAndWriteNoRevision() {
        send(command("d1", CommandKind.DEPLOY, "1"));

        var written = written().assertConsistent().assertAudit(REFUSED);

        assertThat(written.deployments()).isEmpty();
        assertThat(written.audit().get(0).getReason())
                .isEqualTo("fraud-model@1 is not registered for pipeline 'fraud': register it first");
    }

    @Test
    void shouldTakeApprovalsFromTheirTopic() {
        send(register("r1", "1"));
        var approval = ModelCommand.newBuilder(command("a1", CommandKind.APPROVE, "1"))
                .setIssuedBy("bert")
                .build();

        input(Topics.APPROVALS, ModelCommand.class).pipeInput("fraud", approval, now);

        written().assertConsistent().assertAudit(ACCEPTED, ACCEPTED);
    }

    @Test
    void shouldIgnoreADuplicate() {
        send(register("r1", "1"));
        send(register("r1", "1"));

        written().assertConsistent().assertAudit(ACCEPTED);
        assertThat(counted("register", "duplicate")).isEqualTo(1);
    }

    /** The log: r1, d1, d2, the withdrawal of d1. Rollout control was down meanwhile. */
    @Test
    void shouldNotObeyACommandThatWasWithdrawnWhileItWasDown() {
        send(register("r1", "1"));
        var withdrawal = withdraw("w1", "d1");
        ahead.put(3L, withdrawal);
        pass(Duration.ofMinutes(1));
        sendFromBefore(command("d1", CommandKind.DEPLOY, "1"));
        sendFromBefore(command("d2", CommandKind.DEPLOY, "1"));
        sendFromBefore(withdrawal);

        var written = written().assertConsistent().assertAudit(ACCEPTED, WITHDRAWN, ACCEPTED, ACCEPTED);

        assertThat(written.audit())
                .extracting(AuditEntry::getAuditId)
                .containsExactly("r1/ACCEPTED", "d1/WITHDRAWN", "d2/ACCEPTED", "w1/ACCEPTED");
        assertThat(written.audit().get(1).getWithdrawnBy()).isEqualTo("w1");
        assertThat(written.inForce().getPreparing().getCommandId()).isEqualTo("d2");
        assertThat(counted("deploy", "withdrawn")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAWithdrawalThatComesAfterTheDecision() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        send(withdraw("w1", "d1"));

        written().assertConsistent().assertAudit(ACCEPTED, ACCEPTED, REFUSED);
    }

    @Test
    void shouldAbortWhenAnInstanceFails() {
        deployed("1");
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.FAILED);

        var written = written().assertConsistent();

        assertThat(written.audit().get(written.audit().size() - 1).getKind()).isEqualTo(ABORTED);
        assertThat(written.inForce().getChange())
                .isEqualTo("gave up preparing version 2: instance i1 failed: GOLDEN_MISMATCH: 0.5 instead of 0.7");
        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldAbortAtTheDeadlineByTheClock() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));

        pass(Duration.ofMillis(59_900));
        assertThat(written().audit()).extracting(AuditEntry::getKind).doesNotContain(ABORTED);
        pass(Duration.ofMillis(600));

        assertThat(written().audit()).extracting(AuditEntry::getKind).containsExactly(ABORTED);
    }

    @Test
    void shouldActivateWithTheHeartbeatThatFindsTheLastUnreadyOneTooOld() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        heartbeat("gone", 1, "1", LoadState.PREPARING);
        pass(Duration.ofSeconds(8));
        heartbeat("i1", 1, "1", LoadState.READY);
        assertThat(written().audit()).extracting(AuditEntry::getKind).doesNotContain(ACTIVATED);

        pass(Duration.ofSeconds(3));
        heartbeat("i1", 1, "1", LoadState.READY);

        assertThat(written().audit()).extracting(AuditEntry::getKind).containsExactly(ACTIVATED);
    }

    @Test
    void shouldJudgeABacklogOfStatusesAsOfThen() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        var back = now.plusMillis(30_100);
        driver.advanceWallClockTime(Duration.ofMillis(30_100));

        now = START.plusMillis(20_050);
        heartbeat("b", 1, "1", LoadState.PREPARING);
        now = START.plusMillis(20_400);
        heartbeat("a", 1, "1", LoadState.READY);
        now = back;
        pass(Duration.ofMillis(500));
        assertThat(written().audit()).extracting(AuditEntry::getKind).doesNotContain(ACTIVATED);

        now = START.plusMillis(21_050);
        heartbeat("b", 1, "1", LoadState.READY);

        assertThat(written().audit()).extracting(AuditEntry::getKind).containsExactly(ACTIVATED);
    }

    @Test
    void shouldNotBelieveTheClocksOfInstances() {
        send(register("r1", "1"));
        send(command("d1", CommandKind.DEPLOY, "1"));
        var behind = status("b", 1, "1", LoadState.PREPARING, now.minusSeconds(3_600));
        statuses.pipeInput("fraud/b", behind, now);
        heartbeat("a", 1, "1", LoadState.READY);

        assertThat(written().audit()).extracting(AuditEntry::getKind).doesNotContain(ACTIVATED);
    }

    @Test
    void shouldRefuseABundleUnderASecondVersion() {
        send(register("r1", "1"));
        send(ModelCommand.newBuilder(register("r2", "2"))
                .setBundleDigest("digest-1")
                .build());

        written().assertConsistent().assertAudit(ACCEPTED, REFUSED);
    }

    @Test
    void shouldSendWhatItCannotReadToTheDeadLetters() {
        for (var topic : List.of(Topics.COMMANDS, Topics.APPROVALS, Topics.STATUS)) {
            var raw = driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
            var letters = driver.createOutputTopic(
                    Topics.deadLetters(topic), new StringDeserializer(), new ByteArrayDeserializer());

            raw.pipeInput("fraud", new byte[] {9, 9});

            var letter = letters.readRecord();
            assertThat(letter.key()).isEqualTo("fraud");
            assertThat(letter.value()).containsExactly(9, 9);
            assertThat(new String(letter.headers().lastHeader(DeadLetter.CODE).value(), StandardCharsets.UTF_8))
                    .isEqualTo("UNDECODABLE");
        }
        assertThat(written().audit()).isEmpty();
    }

    @Test
    void shouldCountAndShowTheRevision() {
        deployed("1");
        send(command("d9", CommandKind.DEPLOY, "9"));

        assertThat(counted("register", "accepted")).isEqualTo(1);
        assertThat(counted("deploy", "accepted")).isEqualTo(1);
        assertThat(counted("deploy", "refused")).isEqualTo(1);
        assertThat(meters.get(Metric.CONTROL_PREPARATIONS.id())
                        .tags("outcome", "activated")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get(Metric.CONTROL_REVISION.id())
                        .tags("pipeline", "fraud")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void shouldForgetInstancesThatAreGoneAndCommandsOfLongAgo() {
        deployed("1");

        pass(Duration.ofHours(2));
        assertThat(driver.getKeyValueStore(ControlStores.STATUSES).get("fraud/i1"))
                .isNull();
        assertThat(driver.getKeyValueStore(ControlStores.DECIDED).get("fraud/r-1"))
                .isNotNull();
        pass(Duration.ofDays(31));
        assertThat(driver.getKeyValueStore(ControlStores.DECIDED).get("fraud/r-1"))
                .isNull();
        assertThat(driver.getKeyValueStore(ControlStores.DEPLOYMENTS).get("fraud"))
                .isNotNull();
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, ControlStage.APPLICATION_ID);
        return properties;
    }

    private ControlTopology topology() {
        return new ControlTopology(control, clients.serdes(), new PipelineMetrics(meters, "*"), this::tail);
    }

    /** All of the log that this test has announced. */
    private Unread tail(long from) {
        var withdrawals = new TreeMap<>(ahead);
        withdrawals.keySet().removeIf(offset -> offset < from);
        return new Unread(from + ahead.size(), withdrawals);
    }

    private void deployed(String version) {
        send(register("r-" + version, version));
        send(command("d-" + version, CommandKind.DEPLOY, version));
        heartbeat("i1", 1, version, LoadState.READY);
    }

    /** Version 2, and version 1 before it, which is ready. */
    private void deployedWithAWayBack() {
        deployed("1");
        send(register("r2", "2"));
        send(command("d2", CommandKind.DEPLOY, "2"));
        heartbeat("i1", 3, "2", LoadState.READY);
        heartbeat("i1", 4, "1", LoadState.READY);
    }

    private void send(ModelCommand command) {
        commands.pipeInput(command.getPipeline(), command, now);
    }

    /** A command that was appended a minute ago. */
    private void sendFromBefore(ModelCommand command) {
        commands.pipeInput(command.getPipeline(), command, now.minus(Duration.ofMinutes(1)));
    }

    private void heartbeat(String instance, long revision, String version, LoadState state) {
        statuses.pipeInput("fraud/" + instance, status(instance, revision, version, state, now), now);
    }

    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
        now = now.plus(time);
    }

    private Written written() {
        return new Written(models.readValuesToList(), deployments.readValuesToList(), audit.readValuesToList());
    }

    private double counted(String kind, String decision) {
        return meters.get(Metric.CONTROL_COMMANDS.id())
                .tags("kind", kind, "decision", decision)
                .counter()
                .count();
    }

    private <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
        return driver.createInputTopic(
                topic, new StringSerializer(), clients.serdes().specific(type).serializer());
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(String topic, Class<T> type) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), clients.serdes().specific(type).deserializer());
    }
}
