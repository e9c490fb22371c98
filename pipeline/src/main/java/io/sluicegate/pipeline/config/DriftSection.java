package io.sluicegate.pipeline.config;

import java.time.Duration;

/** Reads {@code drift}. */
final class DriftSection {
    private static final ConfigType<Long> ROWS = ConfigType.integer(1, Integer.MAX_VALUE);
    private static final ConfigType<Double> SHARE = ConfigType.number(0, 1);

    private static final Setting<Duration> WINDOW = Setting.of(
                    "window", ConfigType.duration(), "length of a window in event time")
            .otherwise(Duration.ofMinutes(30));
    static final Setting<Duration> GRACE = Setting.of(
                    "grace", ConfigType.duration(), "how long after its end, in event time, a window still takes rows")
            .otherwise(Duration.ofMinutes(5));
    private static final Setting<Duration> IDLE = Setting.of(
                    "idle",
                    ConfigType.duration(),
                    "how long, by the clock, a partition without rows holds windows open")
            .otherwise(Duration.ofSeconds(30));
    private static final Setting<Duration> REPLAY_IDLE = Setting.of(
                    "replay-idle",
                    ConfigType.duration(),
                    "longest wait of an overdue window for a partition that fell silent after the window was due")
            .otherwise(Duration.ofHours(1));
    private static final Setting<Long> MINIMUM_ROWS = Setting.of(
                    "minimum-rows", ROWS, "a window with fewer rows gets no verdict")
            .otherwise(500L)
            .in("rows");
    private static final Setting<Double> FALSE_ALARM_RATE = Setting.of(
                    "false-alarm-rate",
                    SHARE,
                    "chance that one window of stationary traffic is called drifted, over all features together")
            .otherwise(0.001)
            .in("share");
    private static final Setting<Double> PSI = Setting.of(
                    "psi",
                    ConfigType.number(0, 100),
                    "smallest population stability index that matters; also the effect size of a string's chi-squared")
            .otherwise(0.2);
    private static final Setting<Double> KS = Setting.of(
                    "ks", SHARE, "smallest Kolmogorov-Smirnov distance that matters")
            .otherwise(0.15);
    private static final Setting<Duration> LABEL_HORIZON = Setting.of(
                    "label-horizon",
                    ConfigType.duration(),
                    "how long after its event a label is still joined with the prediction")
            .otherwise(Duration.ofDays(7));
    private static final Setting<Duration> LABEL_LATENESS = Setting.of(
                    "label-lateness",
                    ConfigType.duration(),
                    "how long after a label became known it may come without being called late")
            .otherwise(Duration.ofDays(1));
    private static final Setting<Long> MINIMUM_LABELS = Setting.of(
                    "minimum-labels", ROWS, "an outcome report with fewer joined labels has no verdict")
            .otherwise(100L)
            .in("labels");

    static final Section SECTION = Section.of(
            "drift",
            "How drift is measured, and how long predictions wait for their labels.",
            WINDOW,
            GRACE,
            IDLE,
            REPLAY_IDLE,
            MINIMUM_ROWS,
            FALSE_ALARM_RATE,
            PSI,
            KS,
            LABEL_HORIZON,
            LABEL_LATENESS,
            MINIMUM_LABELS);

    private DriftSection() {}

    static DriftSettings read(ConfigNode node) {
        return new DriftSettings(
                node.get(WINDOW),
                node.get(GRACE),
                node.get(IDLE),
                node.get(REPLAY_IDLE),
                node.get(MINIMUM_ROWS),
                node.get(FALSE_ALARM_RATE),
                node.get(PSI),
                node.get(KS),
                node.get(LABEL_HORIZON),
                node.get(LABEL_LATENESS),
                node.get(MINIMUM_LABELS));
    }
}
