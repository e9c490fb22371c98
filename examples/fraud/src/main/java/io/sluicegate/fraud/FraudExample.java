package io.sluicegate.fraud;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.fraud.retraining.RetrainingJob;
import io.sluicegate.fraud.retraining.RetrainingSettings;
import io.sluicegate.fraud.traffic.SimulatedClock;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.fraud.training.BadVersion;
import io.sluicegate.fraud.training.ForestSettings;
import io.sluicegate.fraud.training.OfflineRows;
import io.sluicegate.fraud.training.Trainer;
import io.sluicegate.fraud.training.TrainingTable;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the example: a world, the history that the first model learns from, and the traffic that goes on where the history
 * ends. In this order: {@link #publishFirst}, then {@link #traffic}; the others at any time.
 */
public final class FraudExample {
    private final PipelineConfig config;
    private final Scale scale;
    private final FraudWorld world;
    private final List<GeneratedEvent> history;

    private FraudExample(PipelineConfig config, Scale scale, FraudWorld world) {
        this.config = config;
        this.scale = scale;
        this.world = world;
        this.history = history(config.drift().window());
    }

    /**
     * So many events as the scale says, and on to the end of a drift window: the traffic's first window is a whole one then, and
     * its earliest rows, whose aggregates are still filling, are too few to make it look drifted.
     */
    private List<GeneratedEvent> history(Duration window) {
        var events = new ArrayList<>(world.take(scale.history()));
        long past = newest(events) / window.toMillis();
        while (newest(events) / window.toMillis() == past) {
            events.add(world.next());
        }
        return List.copyOf(events);
    }

    private static long newest(List<GeneratedEvent> events) {
        return events.get(events.size() - 1).event().getOccurredAt().toEpochMilli();
    }

    /** A new world, with its history. */
    public static FraudExample create(PipelineConfig config, Scale scale, Instant now) {
        return new FraudExample(config, scale, new FraudWorld(scale.world(now)));
    }

    /** What happened before the traffic. */
    public List<GeneratedEvent> history() {
        return history;
    }

    /** The history as training rows, without those whose windows were still filling. */
    TrainingTable rows(Instant now) {
        var warm = history.get(0).event().getOccurredAt().plus(OfflineRows.warmUp(config.features()));
        return new OfflineRows(config, now).table(history).from(warm);
    }

    /** Trains on the history and publishes the model. */
    public PublishedVersion publishFirst(String version, Instant now) throws IOException {
        var model = Trainer.train(rows(now), ForestSettings.DEFAULT);
        return publish(model.draft(config.model().name(), version, config.features(), now));
    }

    /**
     * Publishes a version with a slip in it, made from a good one in the store: about half of the honest payments are called fraud.
     */
    public PublishedVersion publishBad(String goodVersion, String version, Instant now) throws IOException {
        var location = config.model().store().resolve(config.model().name()).resolve(goodVersion);
        return publish(BadVersion.of(opened(location.toString()), version, now));
    }

    /**
     * The traffic after the history. What happens in the first simulated hours, as many as the longest aggregate looks back, is
     * sent at once, so that aggregates are warm after a moment.
     */
    public TrafficGenerator traffic(Clients clients, InstantSource wall) {
        var start = Instant.ofEpochMilli(newest(history)).plus(OfflineRows.warmUp(config.features()));
        var clock = new SimulatedClock(start, wall.instant(), scale.speed());
        return new TrafficGenerator(world, clock, wall, config.events().topic(), Topics.of(config.pipeline()), clients);
    }

    /** The job that answers the pipeline's retraining triggers. */
    public static RetrainingJob retrainingJob(StageContext context) {
        return new RetrainingJob(context, InstantSource.system(), RetrainingSettings.DEFAULT);
    }

    private PublishedVersion publish(BundleDraft draft) throws IOException {
        var published = new BundleStore(config.model().store()).publish(draft);
        return PublishedVersion.of(opened(published.location()));
    }

    private static Bundle opened(String location) {
        if (BundleStore.open(location) instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        throw new IllegalArgumentException("There is no whole bundle at " + location + ".");
    }
}
