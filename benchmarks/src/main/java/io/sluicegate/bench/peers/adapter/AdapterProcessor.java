package io.sluicegate.bench.peers.adapter;

import ai.onnxruntime.OrtException;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Scores each record by itself, with a model loaded for its task. */
final class AdapterProcessor implements FixedKeyProcessor<String, JsonPoint, JsonPoint> {
    private final String file;
    private FixedKeyProcessorContext<String, JsonPoint> context;
    private AdapterModel model;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record
    AdapterProcessor(String file) {
        this.file = file;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, JsonPoint> context) {
        this.context = context;
        try {
            model = new AdapterModel(file);
        } catch (OrtException e) {
            throw new IllegalStateException("the model can't be loaded", e);
        }
    }

    @Override
    public void process(FixedKeyRecord<String, JsonPoint> record) {
        try {
            var point = record.value();
            context.forward(record.withValue(point.with(model.apply(point.rows()))));
        } catch (OrtException e) {
            throw new IllegalStateException("the model fails on a record", e);
        }
    }

    @Override
    public void close() {
        try {
            model.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model can't be closed", e);
        }
    }
}
