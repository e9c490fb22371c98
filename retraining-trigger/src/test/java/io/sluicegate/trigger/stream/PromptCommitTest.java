package io.sluicegate.trigger.stream;

import static io.sluicegate.trigger.Reports.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** A trigger or a rollback that policies ask for isn't seen before a commit. */
class PromptCommitTest {
    @Test
    void shouldAskForACommitOnceTheLastRecordIsProcessed() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
        var metrics = new PipelineMetrics(new SimpleMeterRegistry(), config.pipeline());
        var settings = TriggerSettings.of(config);
        try (var clients = new Clients(config.kafka(), config.service());
                var driver = new TopologyTestDriver(
                        new TriggerTopology(settings, clients.serdes(), metrics).build(), new Properties(), START)) {
            var context = new Context(driver);
            var processor = new DecideProcessor.Supplier(
                            settings,
                            new Intake(settings, clients.serdes()),
                            new DeadLetters("retraining-trigger", metrics),
                            new TriggerMetrics(metrics),
                            new FactStores(clients.serdes()))
                    .get();
            context.setRecordMetadata("fraud.drift", 0, 0);
            processor.init(context);

            processor.process(new Record<>(new byte[0], new byte[] {1}, 0));

            assertThat(context.committed()).isTrue();
        }
    }

    /** Has a driver's stores. */
    private static final class Context extends MockProcessorContext<Object, Object> {
        private final TopologyTestDriver driver;

        Context(TopologyTestDriver driver) {
            super(properties(), new TaskId(0, 0), new File("unused"));
            this.driver = driver;
        }

        private static Properties properties() {
            var properties = new Properties();
            properties.put(CommitPace.PROPERTY, CommitPace.prompt());
            return properties;
        }

        @Override
        @SuppressWarnings("unchecked") // the caller knows what its stores hold
        public <S extends StateStore> S getStateStore(String name) {
            return (S) driver.getKeyValueStore(name);
        }
    }
}
