package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The schema of a pipeline's features records: three fields that say which features these are, then one nullable field a feature.
 */
public final class FeaturesSchema {
    private static final int FIRST_FEATURE = FeaturesRecord.LEADING.size();

    private final Schema schema;
    private final FeatureSet features;
    private final String fingerprint;

    private FeaturesSchema(Schema schema, FeatureSet features) {
        this.schema = schema;
        this.features = features;
        this.fingerprint = features.fingerprint();
    }

    public static FeaturesSchema of(String pipeline, FeatureSet features) {
        var fields = SchemaBuilder.record("Features")
                .namespace("io.sluicegate.features." + pipeline)
                .doc("The features of one event.")
                .fields()
                .requiredString(FeaturesRecord.EVENT_ID)
                .name(FeaturesRecord.EVENT_TIME)
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .requiredString(FeaturesRecord.FEATURE_SET);
        for (var feature : features.features()) {
            fields = fields.name(feature.name())
                    .type(Schema.createUnion(Schema.create(Schema.Type.NULL), type(feature)))
                    .withDefault(null);
        }
        return new FeaturesSchema(fields.endRecord(), features);
    }

    public Schema schema() {
        return schema;
    }

    /**
     * The writer of records of the schema.
     *
     * @param header the bytes before each record
     */
    public FeaturesWriter writer(byte[] header) {
        return new FeaturesWriter(header, features);
    }

    public GenericRecord record(FeatureVector features) {
        var record = new GenericData.Record(schema);
        record.put(0, features.eventId());
        record.put(1, features.eventTime());
        record.put(2, fingerprint);
        for (int i = 0; i < features.values().size(); i++) {
            record.put(FIRST_FEATURE + i, features.values().get(i));
        }
        return record;
    }

    private static Schema type(FeatureDefinition feature) {
        return feature.vector().map(VectorForm::schema).orElseGet(() -> Schema.create(avroType(feature.type())));
    }

    private static Schema.Type avroType(FeatureDefinition.Type type) {
        return switch (type) {
            case DOUBLE -> Schema.Type.DOUBLE;
            case LONG -> Schema.Type.LONG;
            case BOOLEAN -> Schema.Type.BOOLEAN;
            case STRING -> Schema.Type.STRING;
            case VECTOR -> Schema.Type.BYTES;
        };
    }
}
