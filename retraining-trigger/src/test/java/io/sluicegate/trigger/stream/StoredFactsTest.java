package io.sluicegate.trigger.stream;

import static io.sluicegate.trigger.Reports.START;
import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.AskedWindows;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facts are in memory and in the stores, and both say the same whatever fails in between. */
class StoredFactsTest {
    private final CountingStores counting = new CountingStores();
    private final Clients clients;
    private final TriggerSettings settings;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Deployment> deployments;
    private final TestInputTopic<String, DriftReport> reports;
    private final TestOutputTopic<String, ModelCommand> commands;

    StoredFactsTest() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
        clients = new Clients(config.kafka(), config.service());
        settings = TriggerSettings.of(config);
        var topology = new TriggerTopology(
                        settings, clients.serdes(), new PipelineMetrics(new SimpleMeterRegistry(), config.pipeline()))
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
        counting.failNextWriteTo(FactStores.ASKED);

        assertThatThrownBy(() -> reports.pipeInput("bad", bad)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(commands.isEmpty()).isTrue();
        reports.pipeInput("bad", bad);
        reports.pipeInput("bad", bad);

        assertThat(commands.readValuesToList())
                .extracting(ModelCommand::getCommandId)
                .containsExactly("fraud-retraining-trigger/rollback/2/2/" + end(2));
        assertThat(driver.<String, DriftReport>getKeyValueStore(FactStores.REPORTS)
                        .approximateNumEntries())
                .isEqualTo(1);
    }

    @Test
    void shouldGoOnFromItsStores() {
        reports.pipeInput("a", Reports.feature(1, "a", "2", Verdict.HEALTHY));
        reports.pipeInput("bad", Reports.outcome(2, "2", 2, 300, 0.5));

        var facts = new StoredFacts(new AfterARestart()).facts();

        assertThat(commands.readValuesToList()).hasSize(1);
        assertThat(facts.asked()).isEqualTo(new AskedWindows(Optional.of(end(2)), Optional.of(end(2))));
        assertThat(facts.history().reports()).hasSize(2);
    }

    @Test
    void shouldStoreTheCountsThatItPools() {
        var trial = Reports.deployment(3, end(2), "2", "3", 1_000);
        trial.setPaused(true);
        deployments.pipeInput("fraud", trial);
        var inMemory = Facts.NONE.learn(trial);
        for (int window = 3; window < 43; window++) {
            var version = window < 8 ? "3" : "2";
            for (var report : List.of(
                    Reports.outcome(window, version, 3, 100, 0.05),
                    Reports.feature(window, "a", "2", Verdict.HEALTHY))) {
                reports.pipeInput("report", report);
                inMemory = inMemory.learn(report, settings);
            }
        }

        assertThat(new StoredFacts(new AfterARestart()).facts().history()).isEqualTo(inMemory.history());
    }

    /** Has the driver's stores. */
    private final class AfterARestart extends MockProcessorContext<Void, Void> {
        @Override
        @SuppressWarnings("unchecked") // the caller knows what its stores hold
        public <S extends StateStore> S getStateStore(String name) {
            return (S) driver.getKeyValueStore(name);
        }
    }

    private <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
        return driver.createInputTopic(
                topic, new StringSerializer(), clients.serdes().specific(type).serializer());
    }
}
