package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.records.DefinitionCheck;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Turns a features record into a prediction with the same contents as the scorer's, except for the routing. */
final class NaiveScorer implements FixedKeyProcessor<String, Object, Object> {
    private final String pipeline;
    private final NaiveModel model;
    private final DeployedVersion version;
    private FixedKeyProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record
    NaiveScorer(String pipeline, NaiveModel model, DeployedVersion version) {
        this.pipeline = pipeline;
        this.model = model;
        this.version = version;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Object> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<String, Object> record) {
        var features = (GenericRecord) record.value();
        var score = model.score(features::get);
        context.forward(record.withValue(prediction(record.key(), features, score)));
    }

    private Prediction prediction(String key, GenericRecord features, double score) {
        var prediction = new Prediction();
        prediction.setEventId(features.get(FeaturesRecord.EVENT_ID).toString());
        prediction.setEntity(key);
        prediction.setEventTime(Instant.ofEpochMilli((Long) features.get(FeaturesRecord.EVENT_TIME)));
        prediction.setFeatureSetFingerprint(
                features.get(FeaturesRecord.FEATURE_SET).toString());
        prediction.setOutcome(Outcome.SCORED);
        prediction.setScore(score);
        prediction.setPositive(score >= BenchModel.THRESHOLD);
        prediction.setProbabilities(Map.of());
        prediction.setOutputs(List.of(ModelOutput.newBuilder()
                .setName(Graphs.OUTPUT)
                .setValues(List.of(score))
                .build()));
        decision(prediction);
        source(prediction);
        return prediction;
    }

    private void decision(Prediction prediction) {
        prediction.setPipeline(pipeline);
        prediction.setModel(BenchPipeline.MODEL);
        prediction.setVersion(version.getVersion());
        prediction.setBundleDigest(version.getBundleDigest());
        prediction.setDefinitions(DefinitionCheck.UNCHECKED);
        prediction.setRevision(1L);
        prediction.setBucket(0);
        prediction.setRole(Role.PRIMARY);
    }

    private void source(Prediction prediction) {
        var source = context.recordMetadata().orElseThrow();
        prediction.setReasonCodes(List.of());
        prediction.setExecutionProvider("CPUExecutionProvider");
        prediction.setFeaturesPartition(source.partition());
        prediction.setFeaturesOffset(source.offset());
        prediction.setScoredAt(Instant.now());
    }
}
