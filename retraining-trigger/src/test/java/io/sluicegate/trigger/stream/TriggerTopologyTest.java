package io.sluicegate.trigger.stream;

import static io.sluicegate.trigger.Reports.START;
import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.trigger.Loop;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TriggerTopologyTest {
    private static final String APPLICATION = "fraud-retraining-trigger";
    private static final Set<String> INPUTS = Set.of(
            AvroSerdes.subject("fraud.drift"),
            AvroSerdes.subject(Topics.DEPLOYMENTS),
            AvroSerdes.subject(Topics.MODELS));

    private final PipelineConfig config = PipelineConfigReader.read(
            Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
    private final Clients clients = new Clients(config.kafka(), config.service());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, DriftReport> reports;
    private TestInputTopic<String, Deployment> deployments;
    private TestInputTopic<String, ModelRegistration> registrations;
    private TestOutputTopic<String, RetrainingTrigger> triggers;
    private TestOutputTopic<String, ModelCommand> commands;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology().build(), properties(), START);
        reports = input("fraud.drift", DriftReport.class);
        deployments = input(Topics.DEPLOYMENTS, Deployment.class);
        registrations = input(Topics.MODELS, ModelRegistration.class);
        triggers = output("fraud.triggers", RetrainingTrigger.class);
        commands = output(Topics.COMMANDS, ModelCommand.class);
    }

    @AfterEach
    void stop() {
        driver.close();
        clients.close();
    }

    @Test
    void shouldDescribeItself() throws IOException {
        assertThat(topology().build().describe().toString())
                .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/trigger-topology.txt")));
    }

    @Test
    void shouldWriteNothingWhoseSchemaWasNotRegisteredBefore() throws Exception {
        topology().register(new WrittenSchemas(clients.serdes(), APPLICATION));
        var registered = clients.registry().getAllSubjects();

        new Loop(new Driven()).runAndCheck();

        assertThat(clients.registry().getAllSubjects())
                .filteredOn(subject -> !INPUTS.contains(subject))
                .isSubsetOf(registered);
    }

    @Test
    void shouldCloseTheLoop() {
        new Loop(new Driven()).runAndCheck();

        assertThat(meters.get(Metric.TRIGGER_TRIGGERS.id())
                        .tags("policy", "feature-drift")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(commandsCounted("canary", "started")).isEqualTo(1);
        assertThat(commandsCounted("shift", "passed")).isEqualTo(1);
        assertThat(commandsCounted("promote", "passed")).isEqualTo(1);
        assertThat(commandsCounted("rollback", "past-limit")).isEqualTo(1);
    }

    @Test
    void shouldKeyByPipelineAndPassTheTraceOn() {
        deploy(Reports.deployment(1, START, "1", null, 0));
        drift(1, "fraud");
        var headers = new RecordHeaders().add("traceparent", "00-abc".getBytes(StandardCharsets.UTF_8));
        for (var name : List.of("a", "b", "c")) {
            var report = Reports.feature(2, name, "1", Verdict.DRIFTED);
            reports.pipeInput(new TestRecord<>("fraud/FEATURE/" + name, report, headers));
        }

        var trigger = triggers.readRecord();

        assertThat(trigger.key()).isEqualTo("fraud");
        assertThat(new String(trigger.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                .isEqualTo("00-abc");
    }

    @Test
    void shouldTakeNoNoticeOfOtherPipelines() {
        var theirs = Reports.deployment(9, START, "9", null, 0);
        theirs.setPipeline("churn");
        deploy(Reports.deployment(1, START, "1", null, 0));
        deploy(theirs);
        drift(1, "churn");
        drift(2, "churn");

        assertThat(triggers.isEmpty()).isTrue();
        drift(1, "fraud");
        drift(2, "fraud");
        assertThat(triggers.readValue().getBaseVersion()).isEqualTo("1");
    }

    @Test
    void shouldDoNothingStaleOnAFreshStart() {
        deploy(Reports.deployment(7, end(20), "2", null, 0));
        for (int window = 1; window <= 10; window++) {
            drift(window, "fraud");
            report(Reports.outcome(window, "2", 6, 500, 0.9));
        }
        for (var version : List.of("1", "2", "3")) {
            registrations.pipeInput("fraud-model@" + version, Reports.registration(version, "window-2"));
        }

        assertThat(triggers.isEmpty()).isTrue();
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void shouldSendWhatItCannotReadToTheDeadLetters() {
        for (var topic : List.of("fraud.drift", Topics.DEPLOYMENTS, Topics.MODELS)) {
            var raw = driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
            var letters = driver.createOutputTopic(
                    Topics.deadLetters(topic), new StringDeserializer(), new ByteArrayDeserializer());

            raw.pipeInput("key", new byte[] {7});

            var letter = letters.readRecord();
            assertThat(letter.value()).containsExactly(7);
            assertThat(new String(letter.headers().lastHeader(DeadLetter.CODE).value(), StandardCharsets.UTF_8))
                    .isEqualTo("UNDECODABLE");
        }
    }

    @Test
    void shouldKeepItsStoresSmall() {
        deploy(Reports.deployment(1, START, "1", null, 0));
        for (int window = 1; window <= 50; window++) {
            for (var name : List.of("a", "b", "c")) {
                report(Reports.feature(window, name, "1", Verdict.HEALTHY));
            }
        }

        assertThat(driver.<String, DriftReport>getKeyValueStore(FactStores.REPORTS)
                        .approximateNumEntries())
                .isEqualTo(3 * 26);
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        return properties;
    }

    private TriggerTopology topology() {
        return new TriggerTopology(
                TriggerSettings.of(config), clients.serdes(), new PipelineMetrics(meters, config.pipeline()));
    }

    private void drift(int window, String pipeline) {
        for (var name : List.of("a", "b", "c")) {
            var report = Reports.feature(window, name, "1", Verdict.DRIFTED);
            report.setPipeline(pipeline);
            report(report);
        }
    }

    private void report(DriftReport report) {
        reports.pipeInput(report.getReportId(), report);
    }

    private void deploy(Deployment deployment) {
        deployments.pipeInput(deployment.getPipeline(), deployment);
    }

    private double commandsCounted(String kind, String verdict) {
        return meters.get(Metric.TRIGGER_COMMANDS.id())
                .tags("kind", kind, "verdict", verdict)
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

    private final class Driven implements Loop.Broker {
        private final List<RetrainingTrigger> allTriggers = new ArrayList<>();
        private final List<ModelCommand> allCommands = new ArrayList<>();

        @Override
        public void report(DriftReport report) {
            TriggerTopologyTest.this.report(report);
        }

        @Override
        public void deployment(Deployment deployment) {
            deploy(deployment);
        }

        @Override
        public void registration(ModelRegistration registration) {
            registrations.pipeInput("fraud-model@" + registration.getVersion(), registration);
        }

        @Override
        public List<RetrainingTrigger> triggers(int count) {
            allTriggers.addAll(triggers.readValuesToList());
            assertThat(allTriggers).hasSizeGreaterThanOrEqualTo(count);
            return allTriggers;
        }

        @Override
        public List<ModelCommand> commands(int count) {
            allCommands.addAll(commands.readValuesToList());
            assertThat(allCommands).hasSizeGreaterThanOrEqualTo(count);
            return allCommands;
        }
    }
}
