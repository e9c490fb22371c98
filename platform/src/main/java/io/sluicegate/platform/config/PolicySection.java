package io.sluicegate.platform.config;

import io.sluicegate.platform.config.PolicySettings.CanaryPolicy;
import io.sluicegate.platform.config.PolicySettings.Persistence;
import io.sluicegate.platform.config.PolicySettings.RetrainPolicy;
import io.sluicegate.platform.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code policies}. */
final class PolicySection {
    private static final ConfigType<String> NAME = ConfigType.text(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*"),
            "a name of letters, digits, '.', '_' and '-'",
            "feature-drift");
    private static final ConfigType<Long> COUNT = ConfigType.integer(1, Integer.MAX_VALUE);
    private static final Pattern PERSISTENCE = Pattern.compile("(\\d{1,4}) of (\\d{1,4})");
    private static final Persistence AT_ONCE = new Persistence(1, 1);
    private static final ConfigType<Persistence> PERSISTENT = new ConfigType<>(
            "so many of so many windows, the first not above the second",
            "2 of 3",
            PolicySection::persistence,
            AT_ONCE);
    private static final double ALL = 100;
    private static final double ERROR_RATE = 0.05;
    private static final long FALSE_ALARM_EVERY = 10_000;

    private PolicySection() {}

    static PolicySettings read(ConfigNode node, FeatureSet features) {
        var names = new HashSet<String>();
        return new PolicySettings(
                node.at("retrain").elements().stream()
                        .map(policy -> retrain(policy, features, names))
                        .toList(),
                canary(node.at("canary")),
                node.at("rollback").elements().stream()
                        .map(policy -> rollback(policy, names))
                        .toList());
    }

    private static RetrainPolicy retrain(ConfigNode node, FeatureSet features, Set<String> names) {
        var scope = node.at("scope").get(ConfigType.oneOf(DriftScope.class));
        if (scope == DriftScope.OUTCOME) {
            node.at("scope")
                    .problem(
                            "outcome has no verdict to retrain on",
                            "write feature or prediction; outcomes serve rollback");
        }
        long subjects = node.at("subjects").get(COUNT, 1L);
        int most = scope == DriftScope.FEATURE ? features.features().size() : 1;
        if (node.at("scope").present() && subjects > most) {
            node.at("subjects")
                    .problem("asks for more subjects than there are (" + most + ")", "write at most " + most);
        }
        return new RetrainPolicy(
                name(node, names),
                scope,
                (int) subjects,
                node.at("persistence").get(PERSISTENT, AT_ONCE),
                node.at("cooldown").get(ConfigType.duration(), Duration.ofHours(6)));
    }

    private static Optional<CanaryPolicy> canary(ConfigNode node) {
        if (!node.present()) {
            return Optional.empty();
        }
        long patience = node.at("patience").get(COUNT, 24L);
        return Optional.of(new CanaryPolicy(
                steps(node.at("steps")),
                node.at("limits").elements().stream()
                        .map(limit -> LimitSection.read(limit, LimitSection.DIFFERENCE))
                        .toList(),
                node.at("minimum-labels").get(COUNT, 100L),
                (int) patience,
                node.at("error-rate").get(ConfigType.number(0, 1), ERROR_RATE)));
    }

    private static List<Double> steps(ConfigNode node) {
        var steps = node.elements().stream()
                .map(step -> step.get(ConfigType.number(0, ALL)))
                .toList();
        if (steps.isEmpty()) {
            node.problem("has no step", "write shares in percent, for example [10, 50]");
        } else if (steps.contains(0.0)) {
            node.problem("has a step of 0, in which nothing is tried", "begin with a share above 0");
        } else if (!steps.equals(steps.stream().sorted().distinct().toList())) {
            node.problem("does not ascend", "order the steps from the smallest share to the largest");
        }
        return steps;
    }

    private static RollbackPolicy rollback(ConfigNode node, Set<String> names) {
        return new RollbackPolicy(
                name(node, names),
                LimitSection.read(node.at("when"), LimitSection.SHARE),
                node.at("persistence").get(PERSISTENT, AT_ONCE),
                node.at("false-alarm-every").get(COUNT, FALSE_ALARM_EVERY));
    }

    private static String name(ConfigNode node, Set<String> names) {
        var name = node.at("name").get(NAME);
        if (!name.isEmpty() && !names.add(name)) {
            node.at("name").problem("'" + name + "' is the name of an earlier policy, too", "give each its own name");
        }
        return name;
    }

    private static Optional<Persistence> persistence(String text) {
        var matcher = PERSISTENCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var persistence = new Persistence(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Optional.of(persistence).filter(it -> it.windows() > 0 && it.windows() <= it.outOf());
    }
}
