package io.sluicegate.platform.config;

import java.time.Duration;

/** Reads {@code events}. */
final class EventSection {
    private EventSection() {}

    static EventSettings read(ConfigNode node, String pipeline) {
        return new EventSettings(
                node.at("topic").get(ConfigType.text(), pipeline + ".events"),
                node.at("entity").get(ConfigType.text("cardId")),
                node.at("id").find(ConfigType.text()),
                node.at("time").get(ConfigType.text("occurredAt")),
                node.at("lateness").get(ConfigType.duration(), Duration.ofMinutes(10)),
                node.at("future").get(ConfigType.duration(), Duration.ofHours(1)));
    }
}
