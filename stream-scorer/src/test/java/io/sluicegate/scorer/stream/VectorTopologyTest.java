package io.sluicegate.scorer.stream;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.scorer.TestFeatures.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.VersionLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of photos of 224 by 224 pixels, each of 150 kB. */
class VectorTopologyTest {
    private static final VectorForm FORM = new VectorForm(Element.UINT8, List.of(3, 224, 224));
    private static final FeatureSet FEATURES = new FeatureSet(List.of(
            new FeatureDefinition("photo", FORM, new Field("photo", false)),
            new FeatureDefinition("amount", Type.DOUBLE, new Field("amount", false))));

    @TempDir
    Path folder;

    private StageContext context;
    private ModelHolder holder;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Deployment> deployments;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<String, Prediction> predictions;
    private TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void start() {
        var metrics = new PipelineMetrics(new SimpleMeterRegistry(), "test");
        context = new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder).context();
        var loader = new VersionLoader(
                TestBundles.MODEL,
                FEATURES,
                32,
                TestBundles.PATIENT,
                folder.resolve("marks"),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
        holder = new ModelHolder(loader, metrics, Duration.ofSeconds(1));
        var sets = new FeatureSets(FEATURES, Duration.ZERO);
        var threads = new ScorerThreads(
                TOPICS.features(),
                context.clients().schemas(),
                32,
                Optional.empty(),
                metrics,
                InstantSource.system(),
                new DefinitionRule(sets, OtherDefinitions.REFUSE));
        var properties = new Properties();
        properties.put("application.id", "test");
        driver = new TopologyTestDriver(
                new ScorerTopology(context, holder, sets, threads, Duration.ZERO).build(), properties);
        var serdes = context.clients().serdes();
        deployments = driver.createInputTopic(
                Topics.DEPLOYMENTS,
                new StringSerializer(),
                serdes.specific(Deployment.class).serializer());
        input = driver.createInputTopic(TOPICS.features(), new ByteArraySerializer(), new ByteArraySerializer());
        predictions = driver.createOutputTopic(
                TOPICS.predictions(),
                new StringDeserializer(),
                serdes.specific(Prediction.class).deserializer());
        letters = driver.createOutputTopic(
                Topics.deadLetters(TOPICS.features()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
        holder.close();
    }

    @Test
    void shouldScorePhotosAndRejectTheOthers() {
        deploy(version());

        send(FORM.schema(), photo(FORM.bytes()));
        send(FORM.schema(), null);
        send(Schema.create(Schema.Type.BYTES), photo(5));
        send(SchemaBuilder.array().items().floatType(), List.of(1f));
        send(FORM.schema(), photo(FORM.bytes()));

        var answers = predictions.readValuesToList();
        assertThat(answers)
                .extracting(Prediction::getOutcome)
                .containsExactly(Outcome.SCORED, Outcome.REJECTED, Outcome.REJECTED, Outcome.REJECTED, Outcome.SCORED);
        assertThat(answers.get(0).getScore()).isCloseTo(mean(), within(0.05));
        assertThat(answers.get(0).getDefinitions()).isEqualTo(DefinitionCheck.SAME);
        assertThat(answers.get(4).getOutputs())
                .filteredOn(output -> output.getName().equals("echo"))
                .singleElement()
                .satisfies(output -> assertThat(output.getValues())
                        .hasSize(FORM.elements())
                        .startsWith(0.0, 1.0, 2.0)
                        .contains(250.0));
        assertThat(answers.subList(1, 4))
                .extracting(Prediction::getReason)
                .containsExactly(
                        "MISSING_FIELD: feature 'photo' has no value, which input 'photo' refuses",
                        "WRONG_TYPE: feature 'photo' has 5 elements (5 bytes), but input 'photo' takes 150528, as uint8"
                                + " [3, 224, 224]",
                        "WRONG_TYPE: feature 'photo' is a vector of float32, the model needs a vector of uint8 [3, 224,"
                                + " 224]");
        assertThat(letters.readRecordsToList())
                .extracting(letter ->
                        new String(letter.headers().lastHeader(DeadLetter.CODE).value(), UTF_8))
                .containsExactly("MISSING_FIELD", "WRONG_TYPE", "WRONG_TYPE");
    }

    private DeployedVersion version() {
        var manifest = new Manifest(
                TestBundles.MODEL,
                "1",
                FEATURES.fingerprint(),
                Manifest.needed(FEATURES, List.of("photo")),
                List.of(new Input("photo", ElementType.UINT8, List.of("photo"))),
                Output.score("mean", 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "photos");
        var golden = new Golden(
                1e-3,
                List.of(new Golden.Vector(Map.of("photo", nested(FORM.shape())), Map.of(), OptionalDouble.of(1))));
        return new TestBundles(folder).publish(manifest, model(), golden);
    }

    /** The mean of all pixels, and the pixels themselves. */
    private static byte[] model() {
        return new OnnxMaker()
                .input("photo", OnnxMaker.UINT8, ANY, 3, 224, 224)
                .node("Cast", List.of("photo"), List.of("pixels"), "to", FLOAT32)
                .node("Flatten", List.of("pixels"), List.of("echo"))
                .node("ReduceMean", List.of("echo"), List.of("mean"), "axes", new long[] {1})
                .output("mean", FLOAT32, ANY, 1)
                .output("echo", FLOAT32, ANY, FORM.elements())
                .make();
    }

    /** An array of ones. */
    private static JsonNode nested(List<Integer> shape) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < shape.get(0); i++) {
            array.add(
                    shape.size() == 1
                            ? JsonNodeFactory.instance.numberNode(1)
                            : nested(shape.subList(1, shape.size())));
        }
        return array;
    }

    private static ByteBuffer photo(int pixels) {
        var photo = ByteBuffer.allocate(pixels);
        for (var i = 0; i < pixels; i++) {
            photo.put((byte) (i % 251));
        }
        return photo.flip();
    }

    private static double mean() {
        var sum = 0.0;
        for (var i = 0; i < FORM.elements(); i++) {
            sum += i % 251;
        }
        return sum / FORM.elements();
    }

    private void send(Schema type, @Nullable Object photo) {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredString("eventId")
                .requiredLong("eventTime")
                .requiredString("featureSet")
                .name("photo")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), type))
                .withDefault(null)
                .optionalDouble("amount")
                .endRecord();
        var record = new GenericData.Record(schema);
        record.put("eventId", "e");
        record.put("eventTime", 1L);
        record.put("featureSet", FEATURES.fingerprint());
        record.put("photo", photo);
        var writer = context.clients().serdes().writer("features-of-" + type.getType(), schema);
        input.pipeInput("card".getBytes(UTF_8), writer.write(record));
    }

    private void deploy(DeployedVersion version) {
        var deployment = TestDeployments.revision(1).primary(version).build();
        deployments.pipeInput("test", deployment);
        assertThat(holder.await(
                        serving -> serving.isReady() && serving.revision() == deployment.getRevision(),
                        Duration.ofSeconds(30)))
                .isPresent();
    }
}
