package io.sluicegate.launcher.demo;

import java.util.Locale;

/** The steps that close the loop, in order. */
public enum Step {
    STARTED("broker, registry, topics and stages are up"),
    TRAINED("the first model is trained, checked and published"),
    DEPLOYED("the first model is prepared and activated"),
    PREDICTED("traffic flows and every event gets a prediction"),
    STATIONARY("unchanged traffic gives healthy reports and no trigger"),
    DRIFTED("the world changes and the drift reports show it"),
    TRIGGERED("one retraining trigger is written, with its evidence"),
    ANSWERED("the retraining job answers with a new version"),
    TRIED("the new version earns its traffic as the candidate"),
    PROMOTED("the new version is promoted"),
    SPOILED("a bad version is deployed on purpose"),
    ROLLED_BACK("the bad version is rolled back because of its own outcome reports"),
    ACCOUNTED("every event has exactly one prediction or dead letter");

    private final String meaning;

    Step(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** The step's name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step's name as people read it. */
    String title() {
        return key().replace('_', ' ');
    }
}
