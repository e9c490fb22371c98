package io.sluicegate.fraud.retraining;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.fraud.training.Trainer;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.kafka.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains and publishes the version that answers a trigger, unless an earlier run has already published it. */
final class CandidateTraining {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateTraining.class);

    private final PipelineConfig config;
    private final RetrainingSettings settings;
    private final TriggerData data;
    private final BundleStore store;

    CandidateTraining(PipelineConfig config, Clients clients, RetrainingSettings settings) {
        this.config = config;
        this.settings = settings;
        this.data = new TriggerData(config, clients, settings);
        this.store = new BundleStore(config.model().store());
    }

    Bundle bundle(RetrainingTrigger trigger, Instant now) {
        var version = new Candidate(trigger).version();
        var opened = BundleStore.open(location(trigger.getModel(), version));
        return opened instanceof Opened.Whole whole ? whole.bundle() : train(trigger, version, now);
    }

    private Bundle train(RetrainingTrigger trigger, String version, Instant now) {
        var model = Trainer.train(data.table(trigger), settings.forest());
        LOG.atInfo()
                .addKeyValue("trigger", trigger.getTriggerId())
                .addKeyValue("version", version)
                .addKeyValue("report", model.report().summary())
                .log("trained a candidate");
        try {
            var published = store.publish(model.draft(trigger.getModel(), version, config.features(), now));
            return opened(BundleStore.open(published.location(), published.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("The store " + config.model().store() + " isn't writable", e);
        }
    }

    private static Bundle opened(Opened opened) {
        if (opened instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        throw new IllegalStateException("Can't open the bundle that was just published: " + opened);
    }

    private String location(String model, String version) {
        return config.model().store().resolve(model).resolve(version).toString();
    }
}
