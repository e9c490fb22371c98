package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import java.time.Duration;

/** Reads {@code events}. */
final class EventSection {
    private static final Duration FUTURE = Duration.ofMinutes(5);

    private static final Setting<String> TOPIC = Setting.of(
                    "topic", ConfigType.text(), "the topic that the events come from")
            .otherwiseAs("the pipeline's name and `.events`");
    private static final Setting<String> ENTITY = Setting.of(
            "entity",
            ConfigType.text("cardId"),
            "the field that names the entity of an event; its value equals the record's key");
    private static final Setting<String> ID = Setting.of("id", ConfigType.text(), "the field with the event's id")
            .otherwiseAs("topic, partition and offset are the id");
    private static final Setting<String> TIME =
            Setting.of("time", ConfigType.text("occurredAt"), "the field with the event's time");
    private static final Setting<Duration> LATENESS = Setting.of(
                    "lateness",
                    ConfigType.duration(),
                    "how much older than the newest event of its entity an event may be and still count in windows")
            .otherwise(Duration.ofMinutes(10));
    private static final Setting<Duration> FUTURE_AT_MOST = Setting.of(
                    "future",
                    ConfigType.duration(),
                    "how far ahead of the clock an event may be before it becomes a dead letter; at most `events.lateness`"
                            + " and `drift.grace`")
            .otherwiseAs("the shortest of " + ConfigType.written(FUTURE) + ", `events.lateness` and `drift.grace`");
    private static final Setting<Unreadable> UNREADABLE = Setting.of(
                    "unreadable",
                    ConfigType.oneOf(Unreadable.class),
                    "what happens to events whose schema lacks what the features need: see [operations]"
                            + "(operations.md#when-a-new-schema-of-the-events-lacks-what-the-features-need)")
            .otherwise(Unreadable.HOLD);

    static final Section SECTION = Section.of(
                    "events",
                    "The topic of the events, and the fields in them that the engine needs.",
                    TOPIC,
                    ENTITY,
                    ID,
                    TIME,
                    LATENESS,
                    FUTURE_AT_MOST,
                    UNREADABLE)
            .required();

    private EventSection() {}

    /** @param grace of the drift windows; no event may lie further ahead */
    static EventSettings read(ConfigNode node, String pipeline, Duration grace) {
        var lateness = node.get(LATENESS);
        return new EventSettings(
                node.find(TOPIC).orElse(pipeline + ".events"),
                node.get(ENTITY),
                node.find(ID),
                node.get(TIME),
                lateness,
                node.find(FUTURE_AT_MOST).orElse(shortest(FUTURE, shortest(lateness, grace))),
                node.get(UNREADABLE));
    }

    /**
     * Checks the settings of event time against each other. Time follows the newest event, so an event from too far ahead would
     * make the true ones late.
     */
    static void check(ConfigNode node, ConfigNode drift, EventSettings events, Duration grace) {
        var future = node.at(FUTURE_AT_MOST);
        if (future.isSound()) {
            within(future, events.future(), node.at(LATENESS), events.lateness(), "no window of its entity");
            within(future, events.future(), drift.at(DriftSection.GRACE), grace, "no drift window");
        }
    }

    private static void within(ConfigNode future, Duration value, ConfigNode bound, Duration most, String loss) {
        if (bound.isSound() && value.compareTo(most) > 0) {
            var written = ConfigType.written(most);
            future.problem(
                    "is longer than " + bound.path() + " (" + written + "): after an event so far ahead, " + loss
                            + " would take the true ones",
                    "write at most " + written + ", or a longer " + bound.path());
        }
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
