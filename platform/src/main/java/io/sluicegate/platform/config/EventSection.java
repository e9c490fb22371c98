package io.sluicegate.platform.config;

import io.sluicegate.platform.config.EventSettings.Unreadable;
import java.time.Duration;

/** Reads {@code events}. */
final class EventSection {
    private static final Duration FUTURE = Duration.ofMinutes(5);

    private EventSection() {}

    /** @param grace of the drift windows; no event may lie further ahead */
    static EventSettings read(ConfigNode node, String pipeline, Duration grace) {
        var lateness = node.at("lateness").get(ConfigType.duration(), Duration.ofMinutes(10));
        return new EventSettings(
                node.at("topic").get(ConfigType.text(), pipeline + ".events"),
                node.at("entity").get(ConfigType.text("cardId")),
                node.at("id").find(ConfigType.text()),
                node.at("time").get(ConfigType.text("occurredAt")),
                lateness,
                node.at("future").get(ConfigType.duration(), shortest(FUTURE, shortest(lateness, grace))),
                node.at("unreadable").get(ConfigType.oneOf(Unreadable.class), Unreadable.HOLD));
    }

    /** Time goes with the newest event: one from too far ahead would make the true ones late. */
    static void check(ConfigNode node, ConfigNode drift, EventSettings events, Duration grace) {
        var future = node.at("future");
        if (future.isSound()) {
            within(future, events.future(), node.at("lateness"), events.lateness(), "no window of its entity");
            within(future, events.future(), drift.at("grace"), grace, "no drift window");
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
