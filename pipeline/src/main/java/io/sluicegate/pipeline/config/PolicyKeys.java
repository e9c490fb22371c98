package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.PolicySettings.Persistence;
import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys below {@code policies}. */
final class PolicyKeys {
    private static final ConfigType<String> NAMES = ConfigType.text(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*"),
            "a name of letters, digits, '.', '_' and '-'",
            "feature-drift");
    private static final ConfigType<Long> COUNT = ConfigType.integer(1, Integer.MAX_VALUE);
    private static final double ALL = 100;
    private static final Pattern SO_MANY_OF_SO_MANY = Pattern.compile("(\\d{1,4}) of (\\d{1,4})");
    private static final Persistence AT_ONCE = new Persistence(1, 1);
    private static final ConfigType<Persistence> PERSISTENT = new ConfigType<>(
            "so many of so many windows, the first not above the second",
            "2 of 3",
            PolicyKeys::persistence,
            AT_ONCE,
            new ValueForm.Text(Optional.of(SO_MANY_OF_SO_MANY.pattern())));
    /** A scope that has no verdict parses, so that it can be refused with the reason. */
    private static final ConfigType<DriftScope> SCOPES = ConfigType.oneOf(
                    List.of(DriftScope.FEATURE, DriftScope.PREDICTION, DriftScope.OUTCOME),
                    ConfigType::written,
                    Map.of())
            .shownAs(new ValueForm.Word(List.of("feature", "prediction")));

    static final Setting<String> NAME = Setting.of("name", NAMES, "name of the policy, in triggers and commands");
    static final Setting<DriftScope> SCOPE = Setting.of("scope", SCOPES, "the drift reports that the policy looks at");
    static final Setting<Long> SUBJECTS = Setting.of(
                    "subjects", COUNT, "how many reports of the scope must be drifted for a window to count as drifted")
            .otherwise(1L)
            .in("reports");
    static final Setting<Persistence> PERSISTENCE = Setting.of(
                    "persistence",
                    PERSISTENT,
                    "`2 of 3` requires two of the last three windows to agree; the first number is not above the second")
            .otherwise(AT_ONCE)
            .in("windows");
    static final Setting<Duration> COOLDOWN = Setting.of(
                    "cooldown",
                    ConfigType.duration(),
                    "how long after a trigger, in event time, the policy gives no other")
            .otherwise(Duration.ofHours(6));

    static final Section RETRAIN = Section.of(
                    "retrain", "When Sluicegate asks for a new version.", NAME, SCOPE, SUBJECTS, PERSISTENCE, COOLDOWN)
            .listed();

    static final Setting<Double> STEPS = Setting.of(
                    "steps",
                    ConfigType.number(0, ALL),
                    "shares of keys that the candidate decides for, ascending; after the last step it is promoted")
            .in("percent")
            .listed();
    static final Section LIMITS = Section.of(
                    "limits",
                    "How much worse than the primary the candidate may be.",
                    LimitSection.STATISTIC,
                    LimitSection.above(LimitSection.DIFFERENCE),
                    LimitSection.below(LimitSection.DIFFERENCE))
            .listed()
            .withExactlyOneOf(LimitSection.ABOVE, LimitSection.BELOW);
    static final Setting<Long> MINIMUM_LABELS = Setting.of(
                    "minimum-labels",
                    COUNT,
                    "before a step is passed, both sides need this many labels in the denominator of each limit")
            .otherwise(100L)
            .in("labels");
    static final Setting<Long> PATIENCE = Setting.of(
                    "patience",
                    COUNT,
                    "how many reported windows a step may take without a decision; then the trial is inconclusive, and the candidate goes")
            .otherwise(24L)
            .in("windows");
    static final Setting<Double> ERROR_RATE = Setting.of(
                    "error-rate",
                    ConfigType.number(0, 1),
                    "greatest chance that a candidate within all limits is found worse in the whole trial, and that one past a"
                            + " limit is promoted")
            .otherwise(0.05)
            .in("share");

    static final Section CANARY = Section.of(
            "canary",
            "How a version that answers a trigger earns its traffic. Without this section, no trial starts by itself.",
            STEPS,
            LIMITS,
            MINIMUM_LABELS,
            PATIENCE,
            ERROR_RATE);

    static final Section WHEN = Section.of(
                    "when",
                    "The primary's own rate that is too bad.",
                    LimitSection.STATISTIC,
                    LimitSection.above(LimitSection.SHARE),
                    LimitSection.below(LimitSection.SHARE))
            .required()
            .withExactlyOneOf(LimitSection.ABOVE, LimitSection.BELOW);
    static final Setting<Long> FALSE_ALARM_EVERY = Setting.of(
                    "false-alarm-every",
                    COUNT,
                    "while the rate is within the limit, the mean number of windows with labels to a false alarm is at least"
                            + " this; a policy gathers its evidence from the last 24 windows of outcomes")
            .otherwise(10_000L)
            .in("windows");

    static final Section ROLLBACK = Section.of(
                    "rollback",
                    "When the primary gives way to the version before it.",
                    NAME,
                    WHEN,
                    PERSISTENCE,
                    FALSE_ALARM_EVERY)
            .listed();

    static final Section SECTION = Section.of(
            "policies",
            "Retraining, trials and rollbacks that policies decide, without a person.",
            RETRAIN,
            CANARY,
            ROLLBACK);

    private PolicyKeys() {}

    private static Optional<Persistence> persistence(String text) {
        var matcher = SO_MANY_OF_SO_MANY.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var persistence = new Persistence(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Optional.of(persistence).filter(it -> it.windows() > 0 && it.windows() <= it.outOf());
    }
}
