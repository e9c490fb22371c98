package io.sluicegate.scorer.stream;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import io.sluicegate.runtime.kafka.AvroReader;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Decoding.Rejected;
import io.sluicegate.scorer.versions.ModelHolder;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processor that stores the pipeline's deployment and passes it to the holder, also while the store is restored. */
final class DeploymentProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentProcessor.class);

    private final String pipeline;
    private final AvroReader<Deployment> reader;
    private final ModelHolder holder;
    private KeyValueStore<String, byte[]> store;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record
    DeploymentProcessor(String pipeline, AvroReader<Deployment> reader, ModelHolder holder) {
        this.pipeline = pipeline;
        this.reader = reader;
        this.holder = holder;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(ScorerTopology.DEPLOYMENTS_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (pipeline.equals(record.key())) {
            var decoding = GlobalReading.read(reader, record);
            if (decoding instanceof Decoded<Deployment> decoded) {
                take(record, DeploymentView.of(decoded.value()));
            } else if (decoding instanceof Rejected<Deployment> rejected) {
                refuse(rejected.rejection().code() + ": " + rejected.rejection().message());
            }
        }
    }

    private void take(Record<String, byte[]> record, DeploymentView deployment) {
        var trouble = deployment.trouble();
        if (trouble.isEmpty()) {
            store.put(record.key(), record.value());
            holder.accept(deployment);
        } else {
            refuse("revision " + deployment.revision() + ": " + trouble.get());
        }
    }

    private void refuse(String why) {
        LOG.atError()
                .addKeyValue("pipeline", pipeline)
                .addKeyValue("why", why)
                .log("refused deployment; the one before it stays in force on this instance");
    }
}
