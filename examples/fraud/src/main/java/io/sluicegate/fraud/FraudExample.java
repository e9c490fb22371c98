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
 * One run of the example: a world, the history for the first model, and the traffic that starts where the history ends. Call {@link
 * #publishFirst} before {@link #traffic}, and the other methods at any time.
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
     * The scale's number of events, extended to the end of a drift window. So the traffic's first window is a whole one, and its earliest
     * rows, whose aggregates are still filling, are too few to make it look drifted.
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

    /** The events before the traffic. */
    public List<GeneratedEvent> history() {
        return history;
    }

    /** The history as training rows, without those whose windows were still filling. */
    TrainingTable rows(Instant now) {
        return rows(now, () -> {});
    }

    private TrainingTable rows(Instant now, Runnable computed) {
        var warm = history.get(0).event().getOccurredAt().plus(OfflineRows.warmUp(config.features()));
        return new OfflineRows(config, now).table(history, computed).from(warm);
    }

    /** Trains on the history and publishes the model. */
    public PublishedVersion publishFirst(String version, Instant now) throws IOException {
        return publishFirst(version, now, () -> {});
    }

    /**
     * Trains on the history and publishes the model.
     *
     * @param computed called for each event of the history whose features are computed, before the model is trained
     */
    public PublishedVersion publishFirst(String version, Instant now, Runnable computed) throws IOException {
        var model = Trainer.train(rows(now, computed), ForestSettings.DEFAULT);
        return publish(model.draft(config.model().name(), version, config.features(), now));
    }

    /**
     * Publishes a bad copy of a good version in the store, which calls about half of the honest payments fraud.
     */
    public PublishedVersion publishBad(String goodVersion, String version, Instant now) throws IOException {
        var location = config.model().store().resolve(config.model().name()).resolve(goodVersion);
        return publish(BadVersion.of(opened(location.toString()), version, now));
    }

    /**
     * The traffic after the history. The events of the first simulated hours, as many as the longest aggregate spans, are sent at once,
     * so that aggregates are warm after a moment.
     */
    public TrafficGenerator traffic(Clients clients, InstantSource wall) {
        var start = Instant.ofEpochMilli(newest(history)).plus(OfflineRows.warmUp(config.features()));
        var clock = new SimulatedClock(start, wall.instant(), scale.speed());
        return new TrafficGenerator(world, clock, wall, config.events().topic(), Topics.of(config.pipeline()), clients);
    }

    /** Events in a second of the traffic, on average. */
    public double eventsPerSecond() {
        return scale.eventsPerSecond();
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
        throw new IllegalArgumentException("There is no complete bundle at " + location + ".");
    }
}
