package io.sluicegate.fraud.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Opened;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.fraud.TestPipeline;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithCluster
class RetrainingJobIT {
    private static final Topics TOPICS = Topics.of("fraud");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ROWS = 6_000;
    private static final RetrainingSettings IMPATIENT = new RetrainingSettings(
            RetrainingSettings.DEFAULT.forest(), Duration.ofMillis(500), RetrainingSettings.DEFAULT.minimumPositives());

    @TempDir
    Path store;

    private PipelineConfig config;
    private Clients clients;
    private TestCluster cluster;

    @BeforeEach
    void prepare(TestCluster cluster) {
        this.cluster = cluster;
        config = TestPipeline.config(store, cluster.bootstrapServers(), TestRegistry.url("retraining"));
        clients = new Clients(config.kafka(), config.service());
        if (!cluster.admin()
                .listTopics()
                .names()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .contains(TOPICS.features())) {
            TOPICS.ofPipeline("fraud.events", 1)
                    .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
            Topics.ofCluster()
                    .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
            writeFeaturesAndLabels();
        }
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void shouldAnswerATriggerWithARegisteredVersion() {
        trigger("answered", 2_000, 6_000);

        try (var job = job()) {
            job.start();
            var command = commandFor("answered");

            assertThat(command.getKind()).isEqualTo(CommandKind.REGISTER);
            assertThat(command.getCorrelationId()).isEqualTo("window-answered");
            assertThat(command.getModel()).isEqualTo("fraud-model");
            assertThat(command.getFeatureSetFingerprint())
                    .isEqualTo(config.features().fingerprint());
            var opened = BundleStore.open(command.getLocation(), command.getBundleDigest());
            assertThat(opened).isInstanceOfSatisfying(Opened.Whole.class, whole -> {
                assertThat(whole.bundle().manifest().version()).isEqualTo(command.getVersion());
                assertThat(InputBinding.problems(whole.bundle().manifest(), config.features()))
                        .isEmpty();
                assertThat(whole.bundle().reference().getRows()).isEqualTo(labelled(2_000, 6_000));
            });
        }
    }

    @Test
    void shouldGiveTheSameAnswerWhenAskedAgain() {
        trigger("twice", 2_000, 6_000);
        trigger("twice", 2_000, 6_000);

        try (var job = job()) {
            job.start();
            var commands = commandsFor("twice", 2);

            assertThat(commands.get(1).getCommandId()).isEqualTo(commands.get(0).getCommandId());
            assertThat(commands.get(1).getVersion()).isEqualTo(commands.get(0).getVersion());
            assertThat(commands.get(1).getBundleDigest())
                    .isEqualTo(commands.get(0).getBundleDigest());
        }
    }

    @Test
    void shouldReadEarlierRowsWhenTheNamedOnesHoldTooFewFrauds() {
        trigger("few", 5_700, 6_000);

        try (var job = job()) {
            job.start();
            var command = commandFor("few");

            var whole = (Opened.Whole) BundleStore.open(command.getLocation());
            assertThat(whole.bundle().reference().getRows()).isGreaterThan(1_000);
        }
    }

    @Test
    void shouldLeaveBehindWhatItCannotAnswer() {
        cluster.produce(TOPICS.triggers(), "fraud", new byte[] {1, 2, 3}, new ByteArraySerializer());
        trigger("beyond", 50_000, 50_000);
        trigger("next", 2_000, 6_000);

        try (var job = job()) {
            job.start();

            commandFor("next");
            assertThat(commands()).noneMatch(command -> command.getCommandId().contains("beyond"));
            var letters =
                    cluster.readUntil(Topics.deadLetters(TOPICS.triggers()), new ByteArrayDeserializer(), 1, SOON);
            assertThat(letters.get(0).value()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldSayThatItStoppedAfterAnErrorOfTheJvm() {
        trigger("fatal", 2_000, 6_000);

        try (var job = job(() -> {
            throw new OutOfMemoryError("no heap left");
        })) {
            job.start();

            assertThat(job.stopped())
                    .succeedsWithin(SOON)
                    .satisfies(reason -> assertThat(reason.code()).isEqualTo(ExitCode.UNEXPECTED))
                    .satisfies(reason -> assertThat(reason.line()).contains("no heap left"));
            assertThat(job.readiness())
                    .isInstanceOfSatisfying(Readiness.NotReady.class, notReady -> assertThat(notReady.reason())
                            .contains("no heap left"));
        }
    }

    private RetrainingJob job() {
        return job(InstantSource.system());
    }

    private RetrainingJob job(InstantSource clock) {
        var context = new StageContext(config, new SimpleMeterRegistry(), clients);
        return new RetrainingJob(context, clock, IMPATIENT);
    }

    private void trigger(String name, long from, long until) {
        var trigger = RetrainingTrigger.newBuilder()
                .setTriggerId("trigger-" + name)
                .setCorrelationId("window-" + name)
                .setPipeline("fraud")
                .setModel("fraud-model")
                .setBaseVersion("v1")
                .setPolicy("feature-drift")
                .setReason("two features drifted")
                .setReports(List.of("fraud/FEATURE/amount/v1/0"))
                .setReferenceDigest("none")
                .setSources(List.of(new OffsetRange(TOPICS.features(), 0, from, until)))
                .setWindowEnd(Instant.now())
                .setTriggeredAt(Instant.now())
                .build();
        cluster.produce(
                TOPICS.triggers(),
                "fraud",
                trigger,
                clients.serdes().specific(RetrainingTrigger.class).serializer());
    }

    private ModelCommand commandFor(String name) {
        return commandsFor(name, 1).get(0);
    }

    private List<ModelCommand> commandsFor(String name, int count) {
        cluster.readUntil(
                Topics.COMMANDS,
                clients.serdes().specific(ModelCommand.class).deserializer(),
                records -> records.stream().filter(r -> isFor(name, r.value())).count() >= count,
                SOON);
        return commands().stream().filter(command -> isFor(name, command)).toList();
    }

    private static boolean isFor(String name, ModelCommand command) {
        return command.getCommandId().equals("register-trigger-" + name);
    }

    private List<ModelCommand> commands() {
        return cluster
                .readAll(
                        Topics.COMMANDS,
                        clients.serdes().specific(ModelCommand.class).deserializer())
                .stream()
                .map(record -> record.value())
                .toList();
    }

    /** Every tenth event has no label yet. */
    private static boolean isLabelled(int event) {
        return event % 10 != 0;
    }

    private static long labelled(int from, int until) {
        return java.util.stream.IntStream.range(from, until)
                .filter(RetrainingJobIT::isLabelled)
                .count();
    }

    private void writeFeaturesAndLabels() {
        var start = Instant.now().minus(Duration.ofDays(30));
        var events = new FraudWorld(WorldSettings.of(7, start, 300)).take(ROWS);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        var schema = FeaturesSchema.of("fraud", config.features());
        var writer = clients.serdes().writer(AvroSerdes.subject(TOPICS.features()), schema.schema());
        new Backfill(
                        FeatureEngine.of(config.features(), config.events(), CardTransaction.getClassSchema()),
                        Instant.now())
                .run("events", events.stream().map(GeneratedEvent::event).iterator(), features -> {
                    GenericRecord record = schema.record(features);
                    records.add(new ProducerRecord<>(TOPICS.features(), features.entity(), writer.write(record)));
                });
        cluster.produce(records, new ByteArraySerializer());
        writeLabels(events);
    }

    private void writeLabels(List<GeneratedEvent> events) {
        var records = new ArrayList<ProducerRecord<String, Label>>();
        for (int i = 0; i < events.size(); i++) {
            if (isLabelled(i)) {
                var label = events.get(i).label();
                records.add(new ProducerRecord<>(TOPICS.labels(), label.getEntity(), label));
            }
        }
        cluster.produce(records, clients.serdes().specific(Label.class).serializer());
    }
}
