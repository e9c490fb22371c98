package io.sluicegate.trigger.stream;

import static io.sluicegate.trigger.Reports.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final String APPLICATION = "fraud-retraining-trigger";
    private static final ModelRegistration ANSWER = Reports.registration("2", "window-2");

    private final TriggerSettings settings;
    private final Clients clients;
    private final StageState state;

    RestoredStateTest() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
        settings = TriggerSettings.of(config);
        clients = new Clients(config.kafka(), config.service());
        state = new StageState(APPLICATION, clients.registry());
    }

    @AfterEach
    void close() {
        clients.close();
    }

    /** A trigger is open, version 2 answers it, and a trial of that version was asked for on the second window. */
    @ParameterizedTest
    @MethodSource("io.sluicegate.testing.state.StateFixture#all")
    void shouldNotAskAgainForWhatItHasAskedAndGoOnWithItsTrial(StateFixture before) {
        try (var driver = driver(state.restored(topology(), before))) {
            // when: the answer comes again, and drift goes on
            send(driver, Topics.MODELS, ANSWER);
            drift(driver, 2);
            assertThat(read(driver, Topics.COMMANDS, ModelCommand.class)).isEmpty();
            drift(driver, 3);

            // then: the answer of the restored trigger is tried once more, on the new window
            assertThat(read(driver, "fraud.triggers", RetrainingTrigger.class)).isEmpty();
            assertThat(read(driver, Topics.COMMANDS, ModelCommand.class))
                    .singleElement()
                    .satisfies(command -> {
                        assertThat(command.getKind()).isEqualTo(CommandKind.CANARY);
                        assertThat(command.getVersion()).isEqualTo("2");
                        assertThat(command.getExpectedRevision()).isEqualTo(1);
                        assertThat(command.getCorrelationId()).isEqualTo("window-2");
                    });
        }
    }

    @Test
    void shouldWriteItsStateAsTheNewestFixtureHasIt() {
        var topology = topology();
        try (var driver = driver(topology)) {
            send(driver, Topics.DEPLOYMENTS, Reports.deployment(1, START, "1", null, 0));
            drift(driver, 1);
            drift(driver, 2);
            send(driver, Topics.MODELS, ANSWER);

            state.check(driver, topology);
        }
    }

    private Topology topology() {
        var metrics = new PipelineMetrics(new SimpleMeterRegistry(), settings.pipeline());
        return new TriggerTopology(settings, clients.serdes(), metrics).build();
    }

    private static TopologyTestDriver driver(Topology topology) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        return new TopologyTestDriver(topology, properties, START);
    }

    private void drift(TopologyTestDriver driver, int window) {
        for (var name : List.of("a", "b", "c")) {
            send(driver, "fraud.drift", Reports.feature(window, name, "1", Verdict.DRIFTED));
        }
    }

    private <T extends SpecificRecord> void send(TopologyTestDriver driver, String topic, T value) {
        @SuppressWarnings("unchecked") // a record's class is that of its type
        var serializer = clients.serdes().specific((Class<T>) value.getClass()).serializer();
        driver.createInputTopic(topic, new StringSerializer(), serializer).pipeInput("key", value);
    }

    private <T extends SpecificRecord> List<T> read(TopologyTestDriver driver, String topic, Class<T> type) {
        return driver.createOutputTopic(
                        topic,
                        new StringDeserializer(),
                        clients.serdes().specific(type).deserializer())
                .readValuesToList();
    }
}
