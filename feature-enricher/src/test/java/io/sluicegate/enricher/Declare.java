package io.sluicegate.enricher;

import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.pipeline.config.FeatureSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Short ways to declare what a YAML file would. */
public final class Declare {
    public static final EventSettings CARD_EVENTS = new EventSettings(
            "fraud.events",
            "cardId",
            Optional.of("transactionId"),
            "occurredAt",
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Unreadable.HOLD);

    private static final Duration HOUR = Duration.ofHours(1);

    private Declare() {}

    /** A feature of each kind over card transactions. */
    public static FeatureSet cardFeatures() {
        return set(
                required("amount", Type.DOUBLE, "amount"),
                field("card_present", Type.BOOLEAN, "cardPresent"),
                field("device_age_days", Type.DOUBLE, "deviceAgeDays"),
                cel("device_age_years", Type.DOUBLE, "event.deviceAgeDays / 365.0"),
                cel("abroad", Type.BOOLEAN, "event.country != event.homeCountry"),
                cel("risky_category", Type.BOOLEAN, "event.category in ['electronics', 'giftcards', 'travel']"),
                count("count_5m", Duration.ofMinutes(5)),
                count("count_1h", HOUR),
                of("spend_1h", Aggregate.SUM, "amount", HOUR),
                of("mean_amount_1d", Aggregate.MEAN, "amount", Duration.ofDays(1)),
                of("max_amount_1d", Aggregate.MAX, "amount", Duration.ofDays(1)),
                where("absent_spend_1h", Aggregate.SUM, "amount", HOUR, "!event.cardPresent"),
                cel("amount_to_mean", Type.DOUBLE, "feature.amount / (feature.mean_amount_1d + 1.0)"));
    }

    public static FeatureSet set(FeatureDefinition... features) {
        return new FeatureSet(List.of(features));
    }

    public static FeatureDefinition field(String name, Type type, String field) {
        return new FeatureDefinition(name, type, new Field(field, false));
    }

    public static FeatureDefinition required(String name, Type type, String field) {
        return new FeatureDefinition(name, type, new Field(field, true));
    }

    public static FeatureDefinition cel(String name, Type type, String cel) {
        return new FeatureDefinition(name, type, new Expression(cel));
    }

    public static FeatureDefinition count(String name, Duration window) {
        return new FeatureDefinition(
                name, Type.LONG, new Windowed(Aggregate.COUNT, Optional.empty(), window, Optional.empty()));
    }

    public static FeatureDefinition of(String name, Aggregate aggregate, String of, Duration window) {
        return new FeatureDefinition(
                name, Type.DOUBLE, new Windowed(aggregate, Optional.of(of), window, Optional.empty()));
    }

    public static FeatureDefinition where(
            String name, Aggregate aggregate, String of, Duration window, String condition) {
        return new FeatureDefinition(
                name, Type.DOUBLE, new Windowed(aggregate, Optional.of(of), window, Optional.of(condition)));
    }
}
