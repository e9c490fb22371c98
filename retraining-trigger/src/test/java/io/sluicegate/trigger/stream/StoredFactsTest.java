package io.sluicegate.trigger.stream;

import static io.sluicegate.trigger.Reports.START;
import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.catalogue.Topics;
import io.sluicegate.platform.config.PipelineConfigReader;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facts are in memory and in the stores, and both say the same whatever fails in between. */
class StoredFactsTest {
    private final CountingStores counting = new CountingStores();
    private final Clients clients;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Deployment> deployments;
    private final TestInputTopic<String, DriftReport> reports;
    private final TestOutputTopic<String, ModelCommand> commands;

    StoredFactsTest() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
        clients = new Clients(config.kafka(), config.service());
        var topology = new TriggerTopology(TriggerSettings.of(config), clients.serdes(), new SimpleMeterRegistry())
                .build(new FactStores(clients.serdes(), counting::inMemory));
        driver = new TopologyTestDriver(topology, new Properties(), START);
        deployments = input(Topics.DEPLOYMENTS, Deployment.class);
        reports = input("fraud.drift", DriftReport.class);
        commands = driver.createOutputTopic(
                Topics.COMMANDS,
                new StringDeserializer(),
                clients.serdes().specific(ModelCommand.class).deserializer());
    }

    @BeforeEach
    void deployBad() {
        var bad = Reports.deployment(2, end(1), "2", null, 0);
        bad.setWarm(List.of(Reports.version("1")));
        deployments.pipeInput("fraud", bad);
    }

    @AfterEach
    void stop() {
        driver.close();
        clients.close();
    }

    @Test
    void shouldNotReadItsHistoryAgainForEachRecord() {
        int reads = counting.reads();

        for (int window = 1; window <= 100; window++) {
            reports.pipeInput("a", Reports.feature(window, "a", "2", Verdict.HEALTHY));
        }

        assertThat(counting.reads()).isEqualTo(reads);
    }

    @Test
    void shouldDecideOnceThoughAWriteFailsHalfWayAndTheRecordComesAgain() {
        var bad = Reports.outcome(2, "2", 2, 300, 0.5);
        counting.failNextWriteTo(FactStores.SENT);

        assertThatThrownBy(() -> reports.pipeInput("bad", bad)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(commands.isEmpty()).isTrue();
        reports.pipeInput("bad", bad);
        reports.pipeInput("bad", bad);

        assertThat(commands.readValuesToList())
                .extracting(ModelCommand::getCommandId)
                .containsExactly("fraud-retraining-trigger/rollback/2/2");
        assertThat(driver.<String, DriftReport>getKeyValueStore(FactStores.REPORTS)
                        .approximateNumEntries())
                .isEqualTo(1);
    }

    private <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
        return driver.createInputTopic(
                topic, new StringSerializer(), clients.serdes().specific(type).serializer());
    }
}
