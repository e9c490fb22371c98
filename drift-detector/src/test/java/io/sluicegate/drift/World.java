package io.sluicegate.drift;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.drift.stream.DriftParts;
import io.sluicegate.drift.stream.References;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.ModelSettings;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeature;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A pipeline to test with: its settings, its published versions, and rows of its topics as bytes. */
public final class World implements AutoCloseable {
    public static final String PIPELINE = "shop";
    public static final String MODEL = "shop-model";
    public static final Topics TOPICS = Topics.of(PIPELINE);
    public static final Duration WINDOW = Duration.ofMinutes(10);
    public static final Duration GRACE = Duration.ofMinutes(1);
    public static final Duration FUTURE = Duration.ofHours(1);
    public static final Duration IDLE = Duration.ofSeconds(10);
    public static final Duration REPLAY_IDLE = Duration.ofHours(1);
    public static final Duration LATENESS = Duration.ofHours(6);
    public static final Duration HORIZON = Duration.ofDays(1);
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** The tenure of predictions that name none. */
    public static final long TENURE = 3;

    private static final Schema FEATURES = SchemaBuilder.record("shop")
            .namespace("io.sluicegate.features.shop")
            .fields()
            .requiredString("eventId")
            .requiredLong("eventTime")
            .requiredString("featureSet")
            .optionalDouble("amount")
            .optionalLong("visits")
            .optionalBoolean("abroad")
            .optionalString("country")
            .endRecord();

    private Definition definition = new Definition("window 1h");
    private String fingerprint = "set";
    private final Path folder;
    private final PipelineConfig config;
    private final Clients clients;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final References references = new References(new StoreConfines(Path.of("/")));

    /** Without a broker, and with a registry within the JVM. */
    public World(Path folder, int partitions) {
        this(folder, "localhost:1", "mock://" + folder.getFileName(), partitions, IDLE, REPLAY_IDLE);
    }

    /** @param idle longer than any pause of the test, where windows should close by watermarks alone */
    public World(Path folder, String bootstrap, String registry, int partitions, Duration idle) {
        this(folder, bootstrap, registry, partitions, idle, idle);
    }

    private World(Path folder, String bootstrap, String registry, int partitions, Duration idle, Duration replayIdle) {
        this.folder = folder;
        this.config = config(folder, bootstrap, registry, partitions, idle, replayIdle);
        this.clients = new Clients(config.kafka(), config.service());
    }

    /** One row of features; null is missing. */
    public record Row(
            @Nullable Double amount,
            @Nullable Long visits,
            @Nullable Boolean abroad,
            double score,
            @Nullable String country) {
        private static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "ES");

        /** The row from another country. */
        public Row from(@Nullable String other) {
            return new Row(amount, visits, abroad, score, other);
        }

        /** The texts as the reference counts them. */
        public List<@Nullable String> texts() {
            return Collections.singletonList(country);
        }

        /** The numbers as the reference counts them. */
        public double[] values() {
            return new double[] {
                amount == null ? Double.NaN : amount,
                visits == null ? Double.NaN : visits,
                abroad == null ? Double.NaN : abroad ? 1 : 0
            };
        }

        /** A row of the traffic that the model was trained on. */
        public static Row usual(Random random) {
            return new Row(
                    random.nextInt(20) == 0 ? null : StrictMath.exp(random.nextGaussian()),
                    (long) random.nextInt(7),
                    random.nextInt(5) == 0,
                    random.nextDouble() * random.nextDouble(),
                    random.nextInt(20) == 0 ? null : COUNTRIES.get(random.nextInt(4) * random.nextInt(4) / 3));
        }

        /** A row of other traffic. */
        public static Row shifted(Random random) {
            var usual = usual(random);
            return new Row(
                    usual.amount() == null ? null : usual.amount() * 4,
                    random.nextInt(7) + 3L,
                    random.nextInt(5) != 0,
                    Math.min(1, usual.score() + 0.4),
                    random.nextInt(3) == 0 ? "US" : usual.country());
        }
    }

    private static PipelineConfig config(
            Path folder, String bootstrap, String registry, int partitions, Duration idle, Duration replayIdle) {
        return new PipelineConfig(
                PIPELINE,
                partitions,
                new KafkaSettings(
                        bootstrap,
                        registry,
                        KafkaSettings.Guarantee.EXACTLY_ONCE,
                        KafkaSettings.Latency.BALANCED,
                        (short) 1,
                        Map.of()),
                new ServiceSettings("test", folder.resolve("data"), "localhost", 0, 1, Duration.ofSeconds(20)),
                new EventSettings(
                        "shop.events",
                        "customer",
                        Optional.empty(),
                        "at",
                        Duration.ofMinutes(1),
                        FUTURE,
                        Unreadable.HOLD),
                new FeatureSet(List.of()),
                new ModelSettings(
                        MODEL,
                        folder.resolve("models"),
                        Approval.NONE,
                        32,
                        Duration.ofMinutes(1),
                        OtherDefinitions.REFUSE),
                new DriftSettings(WINDOW, GRACE, idle, replayIdle, 200, 0.001, 0.2, 0.15, HORIZON, LATENESS, 5),
                new PolicySettings(List.of(), Optional.empty(), List.of()));
    }

    public PipelineConfig config() {
        return config;
    }

    public Clients clients() {
        return clients;
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    public References references() {
        return references;
    }

    public DriftParts parts() {
        return new DriftParts(
                config,
                clients.serdes(),
                references,
                new DriftMetrics(context().metrics()),
                new DeadLetters(DriftStage.NAME, context().metrics()));
    }

    public StageContext context() {
        return new StageContext(config, meters, clients);
    }

    /** The same, with its state kept elsewhere. */
    public StageContext contextWithData(Path data) {
        var service = config.service();
        var elsewhere = new ServiceSettings(
                service.instance(), data, service.host(), service.port(), service.threads(), service.drain());
        return new StageContext(
                new PipelineConfig(
                        config.pipeline(),
                        config.partitions(),
                        config.kafka(),
                        elsewhere,
                        config.events(),
                        config.features(),
                        config.model(),
                        config.drift(),
                        config.policies()),
                meters,
                new Clients(config.kafka(), elsewhere));
    }

    /** Publishes a version whose reference is the usual traffic. */
    public DeployedVersion publish(String version) {
        return publish(manifest(version, Optional.empty()));
    }

    /** Publishes a version whose reference is the usual traffic, of an amount that has this definition. */
    public DeployedVersion publish(String version, Definition amount) {
        return publish(manifest(version, Optional.of(amount)));
    }

    private DeployedVersion publish(Manifest manifest) {
        var version = manifest.version();
        try {
            var published = new BundleStore(config.model().store())
                    .publish(new BundleDraft(
                            manifest, version.getBytes(), profile().profile("set"), golden()));
            return new DeployedVersion(version, published.location(), published.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The usual traffic's profile. */
    public static ReferenceProfiler profile() {
        var random = new Random(4711);
        var profiler = new ReferenceProfiler(List.of("amount", "visits", "abroad"), List.of("country"));
        for (var i = 0; i < 10_000; i++) {
            var row = Row.usual(random);
            profiler.add(row.values(), row.texts(), row.score());
        }
        return profiler;
    }

    private static Manifest manifest(String version, Optional<Definition> amount) {
        return new Manifest(
                MODEL,
                version,
                "set",
                List.of(new Manifest.NeededFeature("amount", Type.DOUBLE, amount)),
                List.of(Manifest.Input.matrix("input", List.of("amount"))),
                Manifest.Output.score("score", 0, OptionalDouble.of(0.5)),
                START,
                "a test");
    }

    private static Golden golden() {
        return new Golden(1e-5, List.of(Golden.Vector.of(Map.of("amount", 1.0), 0.5)));
    }

    public byte[] features(Row row, Instant time) {
        var features = new GenericData.Record(FEATURES);
        features.put("eventId", "event");
        features.put("eventTime", time.toEpochMilli());
        features.put("featureSet", fingerprint);
        features.put("amount", row.amount());
        features.put("visits", row.visits());
        features.put("abroad", row.abroad());
        features.put("country", row.country());
        return generic(features);
    }

    /** The features of a row, beside vectors: an image in bytes, and an array of numbers. */
    public byte[] featuresWithVectors(Row row, Instant time) {
        var schema = SchemaBuilder.record("shop")
                .namespace("io.sluicegate.features.shop")
                .fields()
                .requiredString("eventId")
                .requiredLong("eventTime")
                .requiredString("featureSet")
                .name("photo")
                .type(Schema.createUnion(
                        Schema.create(Schema.Type.NULL),
                        new VectorForm(VectorForm.Element.UINT8, List.of(3, 10, 10)).schema()))
                .withDefault(null)
                .optionalDouble("amount")
                .name("embedding")
                .type(SchemaBuilder.array().items().floatType())
                .noDefault()
                .optionalLong("visits")
                .optionalBoolean("abroad")
                .endRecord();
        var features = new GenericData.Record(schema);
        features.put("eventId", "event");
        features.put("eventTime", time.toEpochMilli());
        features.put("featureSet", fingerprint);
        features.put("photo", ByteBuffer.allocate(300));
        features.put("amount", row.amount());
        features.put("embedding", List.of(1f, 2f, 3f));
        features.put("visits", row.visits());
        features.put("abroad", row.abroad());
        return clients.serdes().writer("with-vectors-value", schema).write(features);
    }

    /** Rows are of a feature set from now on whose amount means this. */
    public void computeBy(Definition amount) {
        definition = amount;
        fingerprint = FeatureSet.fingerprint(Map.of("amount", amount));
    }

    /** The fingerprint of the feature set of all rows. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The feature set of all rows, as an enricher publishes it under a fingerprint. */
    public byte[] featureSet(String under) {
        var feature = new PublishedFeature("amount", "double", definition.text(), definition.hash());
        return bytes(
                Topics.FEATURE_SETS,
                PublishedFeatureSet.class,
                new PublishedFeatureSet(under, PIPELINE, List.of(feature), "test", START));
    }

    /** A record of features' topic that isn't one of features. */
    public byte[] somethingElse() {
        var schema =
                SchemaBuilder.record("Other").fields().requiredString("text").endRecord();
        var record = new GenericData.Record(schema);
        record.put("text", "hello");
        return clients.serdes().writer("other-value", schema).write(record);
    }

    public byte[] prediction(DeployedVersion by, String event, Instant time, double score, boolean positive) {
        return prediction(by, "customer", event, time, score, positive);
    }

    public byte[] prediction(
            DeployedVersion by, String entity, String event, Instant time, double score, boolean positive) {
        return prediction(by, entity, event, time, score, positive, Outcome.SCORED);
    }

    public byte[] prediction(
            DeployedVersion by,
            String entity,
            String event,
            Instant time,
            @Nullable Double score,
            @Nullable Boolean positive,
            Outcome outcome) {
        return prediction(by, entity, event, time, score, positive, outcome, TENURE);
    }

    public byte[] prediction(
            DeployedVersion by,
            String entity,
            String event,
            Instant time,
            @Nullable Double score,
            @Nullable Boolean positive,
            Outcome outcome,
            long tenure) {
        return bytes(
                TOPICS.predictions(),
                Prediction.class,
                Prediction.newBuilder()
                        .setEventId(event)
                        .setEntity(entity)
                        .setEventTime(time)
                        .setPipeline(PIPELINE)
                        .setModel(MODEL)
                        .setVersion(by.getVersion())
                        .setBundleDigest(by.getBundleDigest())
                        .setFeatureSetFingerprint("set")
                        .setRevision(1)
                        .setBucket(0)
                        .setRole(Role.PRIMARY)
                        .setOutcome(outcome)
                        .setScore(score)
                        .setPositive(positive)
                        .setOutputs(new ArrayList<>())
                        .setReasonCodes(new ArrayList<>())
                        .setExecutionProvider("CPUExecutionProvider")
                        .setFeaturesPartition(0)
                        .setFeaturesOffset(0)
                        .setScoredAt(time)
                        .setTenure(tenure)
                        .build());
    }

    public byte[] label(String event, Instant time, Instant known, boolean positive) {
        return label("customer", event, time, known, positive);
    }

    public byte[] label(String entity, String event, Instant time, Instant known, boolean positive) {
        return bytes(TOPICS.labels(), Label.class, new Label(event, entity, positive, time, known));
    }

    public byte[] deployment(@Nullable DeployedVersion primary, @Nullable DeployedVersion candidate) {
        return bytes(
                Topics.DEPLOYMENTS,
                Deployment.class,
                Deployment.newBuilder()
                        .setPipeline(PIPELINE)
                        .setRevision(1)
                        .setModel(MODEL)
                        .setSalt("salt")
                        .setArms(arms(primary, candidate))
                        .setWarm(List.of())
                        .setCommandId("command")
                        .setCorrelationId("correlation")
                        .setChange("test")
                        .setAt(START)
                        .build());
    }

    private static List<DeployedArm> arms(@Nullable DeployedVersion primary, @Nullable DeployedVersion candidate) {
        var tenure = new Tenure(1, START);
        if (primary == null) {
            return List.of();
        }
        return candidate == null ? Arms.alone(primary, tenure) : Arms.trial(primary, candidate, 1_000, tenure);
    }

    public byte[] registration(DeployedVersion version) {
        return bytes(
                Topics.MODELS,
                ModelRegistration.class,
                ModelRegistration.newBuilder()
                        .setPipeline(PIPELINE)
                        .setModel(MODEL)
                        .setVersion(version.getVersion())
                        .setLocation(version.getLocation())
                        .setBundleDigest(version.getBundleDigest())
                        .setFeatureSetFingerprint("set")
                        .setCorrelationId("correlation")
                        .setRegisteredBy("test")
                        .setRegisteredAt(START)
                        .setCommandId("command")
                        .build());
    }

    private <T extends SpecificRecord> byte[] bytes(String topic, Class<T> type, T value) {
        return clients.serdes().writer(AvroSerdes.subject(topic), type).write(value);
    }

    private byte[] generic(GenericRecord record) {
        AvroWriter<GenericRecord> writer =
                clients.serdes().writer(AvroSerdes.subject(TOPICS.features()), record.getSchema());
        return writer.write(record);
    }

    /** Where the state is kept. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        references.close();
        clients.close();
    }
}
