package io.sluicegate.pipeline.config;

import java.time.Duration;

/**
 * The settings by which drift is measured.
 *
 * @param window length of a window in event time
 * @param grace how long after its end, in event time, a window takes rows
 * @param idle after this much wall-clock time without rows, a partition no longer holds windows open
 * @param replayIdle a window that was over long before a partition fell silent waits longer than {@code idle}, this long at most
 * @param minimumRows windows with fewer rows give no verdict
 * @param falseAlarmRate chance that one window of stationary traffic is called drifted, over all features together
 * @param psi least population stability index that matters
 * @param ks least Kolmogorov-Smirnov distance that matters
 * @param labelHorizon how long after its event a label is still joined
 * @param labelLateness how long after it became known a label may come without being called late
 * @param minimumLabels windows with fewer joined labels give no verdict
 */
public record DriftSettings(
        Duration window,
        Duration grace,
        Duration idle,
        Duration replayIdle,
        long minimumRows,
        double falseAlarmRate,
        double psi,
        double ks,
        Duration labelHorizon,
        Duration labelLateness,
        long minimumLabels) {}
