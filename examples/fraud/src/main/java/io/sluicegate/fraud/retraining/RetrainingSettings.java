package io.sluicegate.fraud.retraining;

import io.sluicegate.fraud.training.ForestSettings;
import java.time.Duration;

/**
 * The settings with which the job answers a trigger.
 *
 * @param patience how long the job waits for the labels of the trigger's rows before it leaves out rows without a label
 * @param minimumPositives with fewer frauds in the trigger's rows, the job also reads earlier rows
 */
public record RetrainingSettings(ForestSettings forest, Duration patience, int minimumPositives) {
    public static final RetrainingSettings DEFAULT =
            new RetrainingSettings(ForestSettings.DEFAULT, Duration.ofSeconds(10), 60);
}
