package io.sluicegate.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.control.domain.PipelineRules;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deployment that a command or a status leads to isn't seen before a commit. */
class PromptCommitTest {
    private final Clients clients;
    private final PipelineMetrics metrics;
    private final RolloutControl control;
    private final CommandTail tail = offset -> new CommandTail.Unread(offset, Map.of());
    private final TopologyTestDriver driver;
    private final ControlStores stores;

    PromptCommitTest() {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"), Map.of("REGISTRY", "mock://" + UUID.randomUUID()));
        clients = new Clients(config.kafka(), config.service());
        metrics = new PipelineMetrics(new SimpleMeterRegistry(), config.pipeline());
        control = new RolloutControl(List.of(PipelineRules.of(config, location -> Optional.empty())));
        driver = new TopologyTestDriver(
                new ControlTopology(control, clients.serdes(), metrics, tail).build(), new Properties());
        stores = new ControlStores(clients.serdes());
    }

    @AfterEach
    void close() {
        driver.close();
        clients.close();
    }

    @Test
    void shouldAskForACommitOnceTheLastCommandIsProcessed() {
        var decide = new DecideProcessor.Supplier(
                control,
                clients.serdes().reader(ModelCommand.class),
                letters(),
                new ControlMetrics(metrics),
                tail,
                stores);

        assertThat(commits(decide.get(), Topics.COMMANDS)).isTrue();
    }

    @Test
    void shouldAskForACommitOnceTheLastStatusIsProcessed() {
        var watch = new WatchProcessor.Supplier(
                clients.serdes().reader(InstanceStatus.class), letters(), new ControlMetrics(metrics), stores);

        assertThat(commits(watch.get(), Topics.STATUS)).isTrue();
    }

    private DeadLetters letters() {
        return new DeadLetters("rollout-control", metrics);
    }

    private boolean commits(Processor<byte[], byte[], Object, Object> processor, String topic) {
        var context = new Context();
        context.setRecordMetadata(topic, 0, 0);
        processor.init(context);
        processor.process(new Record<>(new byte[0], new byte[] {1}, 0));
        return context.committed();
    }

    /** Has the driver's stores. */
    private final class Context extends MockProcessorContext<Object, Object> {
        Context() {
            super(properties(), new TaskId(0, 0), new File("unused"));
        }

        @Override
        @SuppressWarnings("unchecked") // the caller knows what its stores hold
        public <S extends StateStore> S getStateStore(String name) {
            return (S) driver.getKeyValueStore(name);
        }
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(CommitPace.PROPERTY, CommitPace.prompt());
        return properties;
    }
}
