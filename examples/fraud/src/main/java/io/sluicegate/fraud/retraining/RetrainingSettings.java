package io.sluicegate.fraud.retraining;

import io.sluicegate.fraud.training.ForestSettings;
import java.time.Duration;

/**
 * How the job answers a trigger.
 *
 * @param patience how long it waits for the labels of the named rows before it leaves out those that have none yet
 * @param minimumPositives with fewer frauds in the named rows it reads on into the past
 */
public record RetrainingSettings(ForestSettings forest, Duration patience, int minimumPositives) {
    public static final RetrainingSettings DEFAULT =
            new RetrainingSettings(ForestSettings.DEFAULT, Duration.ofSeconds(10), 60);
}
