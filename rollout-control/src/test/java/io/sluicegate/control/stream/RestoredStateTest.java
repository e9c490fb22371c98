package io.sluicegate.control.stream;

import static io.sluicegate.control.Inputs.command;
import static io.sluicegate.control.Inputs.register;
import static io.sluicegate.control.Inputs.share;
import static io.sluicegate.control.Inputs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.control.ControlStage;
import io.sluicegate.control.Places;
import io.sluicegate.control.domain.PipelineRules;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestoredStateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PipelineConfig config = PipelineConfigReader.read(
            Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
    private final Clients clients = new Clients(config.kafka(), config.service());
    private final StageState state = new StageState(ControlStage.APPLICATION_ID, clients.registry());

    @AfterEach
    void close() {
        clients.close();
    }

    /** Version 1 decides, version 2 is prepared for a trial, and instance i2, which lives, still loads it. */
    @ParameterizedTest
    @MethodSource("io.sluicegate.testing.state.StateFixture#all")
    void shouldCompleteThePreparationOnceEveryInstanceThatItKnowsIsReady(StateFixture before) {
        try (var driver = driver(state.restored(topology(), before))) {
            send(driver, Topics.COMMANDS, share("c2", CommandKind.CANARY, "2", 10));
            send(driver, Topics.COMMANDS, command("d9", CommandKind.DEPLOY, "9"));
            heartbeat(driver, "i1", LoadState.READY);
            assertThat(read(driver, Topics.DEPLOYMENTS, Deployment.class)).isEmpty();
            heartbeat(driver, "i2", LoadState.READY);

            assertThat(read(driver, Topics.DEPLOYMENTS, Deployment.class))
                    .singleElement()
                    .satisfies(revision -> {
                        assertThat(revision.getRevision()).isEqualTo(4);
                        assertThat(Places.primary(revision).getVersion()).isEqualTo("1");
                        assertThat(Places.candidate(revision).getBundleDigest()).isEqualTo("digest-2");
                    });
            assertThat(read(driver, Topics.AUDIT, AuditEntry.class))
                    .extracting(AuditEntry::getKind, entry -> entry.getCommand().getCommandId())
                    .contains(tuple(AuditKind.ACTIVATED, "c2"))
                    .doesNotContain(tuple(AuditKind.ACCEPTED, "c2"));
        }
    }

    @Test
    void shouldWriteItsStateAsTheNewestFixtureHasIt() {
        var topology = topology();
        try (var driver = driver(topology)) {
            send(driver, Topics.COMMANDS, register("r1", "1"));
            send(driver, Topics.COMMANDS, command("d1", CommandKind.DEPLOY, "1"));
            send(driver, Topics.STATUS, status("i1", 1, "1", LoadState.READY, START));
            send(driver, Topics.COMMANDS, register("r2", "2"));
            send(driver, Topics.COMMANDS, share("c2", CommandKind.CANARY, "2", 10));
            heartbeat(driver, "i2", LoadState.PREPARING);

            state.check(driver, topology);
        }
    }

    private Topology topology() {
        var control = new RolloutControl(List.of(PipelineRules.of(config, location -> Optional.empty())));
        return new ControlTopology(
                        control,
                        clients.serdes(),
                        new PipelineMetrics(new SimpleMeterRegistry(), "*"),
                        from -> new CommandTail.Unread(from, Map.of()))
                .build();
    }

    private static TopologyTestDriver driver(Topology topology) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, ControlStage.APPLICATION_ID);
        return new TopologyTestDriver(topology, properties, START);
    }

    private void heartbeat(TopologyTestDriver driver, String instance, LoadState loaded) {
        send(driver, Topics.STATUS, status(instance, 3, "2", loaded, START));
    }

    private void send(TopologyTestDriver driver, String topic, ModelCommand command) {
        send(driver, topic, command, ModelCommand.class);
    }

    private void send(TopologyTestDriver driver, String topic, InstanceStatus status) {
        send(driver, topic, status, InstanceStatus.class);
    }

    private <T extends SpecificRecord> void send(TopologyTestDriver driver, String topic, T value, Class<T> type) {
        var serializer = clients.serdes().specific(type).serializer();
        driver.createInputTopic(topic, new StringSerializer(), serializer).pipeInput("fraud", value, START);
    }

    private <T extends SpecificRecord> List<T> read(TopologyTestDriver driver, String topic, Class<T> type) {
        return driver.createOutputTopic(
                        topic,
                        new StringDeserializer(),
                        clients.serdes().specific(type).deserializer())
                .readValuesToList();
    }
}
