package io.sluicegate.platform.config;

import java.time.Duration;

/** Reads {@code drift}. */
final class DriftSection {
    private static final ConfigType<Long> ROWS = ConfigType.integer(1, Integer.MAX_VALUE);
    private static final ConfigType<Double> SHARE = ConfigType.number(0, 1);

    private DriftSection() {}

    static DriftSettings read(ConfigNode node) {
        return new DriftSettings(
                node.at("window").get(ConfigType.duration(), Duration.ofMinutes(30)),
                node.at("grace").get(ConfigType.duration(), Duration.ofMinutes(5)),
                node.at("idle").get(ConfigType.duration(), Duration.ofSeconds(30)),
                node.at("replay-idle").get(ConfigType.duration(), Duration.ofHours(1)),
                node.at("minimum-rows").get(ROWS, 500L),
                node.at("false-alarm-rate").get(SHARE, 0.001),
                node.at("psi").get(ConfigType.number(0, 100), 0.2),
                node.at("ks").get(SHARE, 0.15),
                node.at("label-horizon").get(ConfigType.duration(), Duration.ofDays(7)),
                node.at("label-lateness").get(ConfigType.duration(), Duration.ofDays(1)),
                node.at("minimum-labels").get(ROWS, 100L));
    }
}
