package io.sluicegate.launcher.doctor;

import static io.sluicegate.launcher.doctor.Finding.State.OK;
import static io.sluicegate.launcher.doctor.Finding.State.PROBLEM;
import static io.sluicegate.launcher.doctor.Finding.State.UNKNOWN;
import static io.sluicegate.launcher.doctor.Finding.State.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.launcher.doctor.TransactionsCheck.Open;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.records.fraud.CardTransaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

/** What the checks of the cluster make of its answers. */
class ClusterChecksTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final PipelineConfig FRAUD =
            PipelineConfigReader.read(Path.of("../examples/fraud/fraud.yaml"), Map.of());

    @Test
    void shouldNameTheStageThatNeedsARightThatIsLacking() {
        var allowed = Map.of(
                "fraud.predictions",
                Set.of(AclOperation.READ, AclOperation.DESCRIBE),
                "fraud.labels",
                Set.<AclOperation>of());

        var found = AuthorisationsCheck.ofTopics(Needs.of(FRAUD), allowed, "user ann");

        assertThat(found)
                .extracting(Finding::where, Finding::what)
                .containsExactlyInAnyOrder(
                        tuple("fraud.predictions", "user ann may not Write; stream-scorer needs to"),
                        tuple("fraud.labels", "user ann may not even Describe it; drift-detector needs to"));
        assertThat(found).allSatisfy(it -> assertThat(it.remedy()).contains("grant the user"));
    }

    @Test
    void shouldSayWhatKafkaDoesNotTellOfALimitedUser() {
        assertThat(AuthorisationsCheck.ofCluster(Set.of(AclOperation.values()), "fraud"))
                .isEmpty();
        assertThat(AuthorisationsCheck.ofCluster(Set.of(AclOperation.CREATE), "fraud"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(UNKNOWN);
                    assertThat(it.where()).isEqualTo("transactional ids fraud-*");
                });
        assertThat(AuthorisationsCheck.ofCluster(Set.of(), "fraud")).hasSize(2);
    }

    @Test
    void shouldNamePartitionsWithoutALeaderOrReplicas() {
        var one = new Node(1, "a", 1);
        var two = new Node(2, "b", 1);
        var topic = new TopicDescription(
                "fraud.features",
                false,
                List.of(
                        new TopicPartitionInfo(0, one, List.of(one, two), List.of(one, two)),
                        new TopicPartitionInfo(1, Node.noNode(), List.of(one, two), List.of()),
                        new TopicPartitionInfo(2, one, List.of(one, two), List.of(one))));

        assertThat(TopicsCheck.ofPartitions(List.of(topic)))
                .extracting(Finding::state, Finding::where)
                .containsExactly(
                        tuple(PROBLEM, "partition 1 of fraud.features"),
                        tuple(WARNING, "partition 2 of fraud.features"));
    }

    @Test
    void shouldNameFieldsThatTheFeaturesNeedAndTheSchemaLacks() {
        var empty = SchemaBuilder.record("Payment")
                .fields()
                .requiredString("cardId")
                .endRecord();

        assertThat(SchemasCheck.ofEvents(FRAUD, Optional.of(CardTransaction.getClassSchema())))
                .extracting(Finding::state)
                .containsExactly(OK);
        assertThat(SchemasCheck.ofEvents(FRAUD, Optional.of(empty)))
                .allMatch(it -> it.state() == PROBLEM)
                .anySatisfy(it -> assertThat(it.what()).contains("amount"));
        assertThat(SchemasCheck.ofEvents(FRAUD, Optional.empty()))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).isEqualTo("no schema of the events is registered"));
    }

    @Test
    void shouldMeasureAClockByTheTimeThatTheQuestionTook() {
        assertThat(ClockCheck.beyond(100, 90, 110)).isZero();
        assertThat(ClockCheck.beyond(150, 90, 110)).isEqualTo(40);
        assertThat(ClockCheck.beyond(50, 90, 110)).isEqualTo(-40);
        assertThat(ClockCheck.ofDifference("controller 1", 900, "").state()).isEqualTo(OK);
        assertThat(ClockCheck.ofDifference("controller 1", -2_000, ""))
                .isEqualTo(Finding.warning(
                        "controller 1",
                        "its clock is 2000 ms behind this machine's",
                        "let NTP set the clocks of all machines"));
        assertThat(ClockCheck.ofDifference("broker 1", 20_000, "at least ")).satisfies(it -> {
            assertThat(it.state()).isEqualTo(PROBLEM);
            assertThat(it.what()).startsWith("its clock is at least 20000 ms ahead of this machine's");
        });
    }

    @Test
    void shouldTellATransactionThatHangsFromOneThatGoesOn() {
        var partition = new TopicPartition("fraud.features", 3);
        var open = List.of(
                new Open(partition, 7, 176, NOW.minusSeconds(90).toEpochMilli()),
                new Open(partition, 8, 180, NOW.minusSeconds(80).toEpochMilli()),
                new Open(partition, 9, 190, NOW.minusSeconds(70).toEpochMilli()));
        var known = Map.of(
                7L, new TransactionListing("fraud-import", 7, TransactionState.ONGOING),
                9L, new TransactionListing("fraud-other", 9, TransactionState.COMPLETE_COMMIT));

        var found = TransactionsCheck.findings(open, known, NOW.toEpochMilli());

        assertThat(found).allMatch(it -> it.state() == PROBLEM && it.where().equals("partition 3 of fraud.features"));
        assertThat(found.get(0).what())
                .contains("open for 90 s at offset 176", "its producer fraud-import hasn't ended it");
        assertThat(found.get(1).what())
                .contains("at offset 180", "no coordinator ends it, so it hangs (producer id 8)");
        assertThat(found.get(2).what()).contains("so it hangs (producer id 9)");
        assertThat(found.get(2).remedy()).contains("Hanging transactions");
    }

    @Test
    void shouldNameInstancesThatAreSilentOrCannotLoadAVersion() {
        var ready = new VersionStatus("1", "d1", LoadState.READY, null, "CPU", null, 0, 0, null, null);
        var failed =
                new VersionStatus("2", "d2", LoadState.FAILED, "BAD_MODEL: no graph", "CPU", null, 0, 0, null, null);

        var found = InstancesCheck.findings(
                "fraud",
                List.of(
                        status("a", NOW.minusSeconds(1), false, ready),
                        status("b", NOW.minusSeconds(2), false, ready, failed),
                        status("c", NOW.minusSeconds(60), false, ready),
                        status("gone", NOW.minusSeconds(600), true)),
                NOW);

        assertThat(found).extracting(Finding::state).containsExactly(OK, PROBLEM, WARNING);
        assertThat(found.get(1).what()).isEqualTo("can't load version 2: BAD_MODEL: no graph");
        assertThat(found.get(2).what()).isEqualTo("has been silent for 60 s");
        assertThat(InstancesCheck.findings("other", List.of(status("a", NOW, false)), NOW))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(UNKNOWN));
    }

    private static InstanceStatus status(String instance, Instant at, boolean stopping, VersionStatus... versions) {
        return new InstanceStatus("fraud", instance, NOW.minusSeconds(3_600), at, 1L, stopping, List.of(versions));
    }

    @Test
    void shouldWarnOfBrokersThatLoseTheEndsOfTransactions() {
        var loses = MetadataVersion.fromVersionString("4.3", true).featureLevel();
        var keeps = MetadataVersion.fromVersionString("4.1", true).featureLevel();

        assertThat(VersionsCheck.kafka(loses, Profile.PRODUCTION).what()).contains("KAFKA-20734");
        assertThat(VersionsCheck.kafka(loses, Profile.DEVELOPMENT).state()).isEqualTo(OK);
        assertThat(VersionsCheck.kafka(keeps, Profile.PRODUCTION).what()).startsWith("Kafka 4.1");
        assertThat(VersionsCheck.kafka(Short.MAX_VALUE, Profile.PRODUCTION).what())
                .startsWith("newer than");
    }
}
