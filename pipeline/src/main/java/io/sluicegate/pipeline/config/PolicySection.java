package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.config.PolicySettings.RetrainPolicy;
import io.sluicegate.pipeline.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.DriftScope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code policies}. */
final class PolicySection {
    private PolicySection() {}

    static PolicySettings read(ConfigNode node, FeatureSet features) {
        var names = new HashSet<String>();
        return new PolicySettings(
                node.at(PolicyKeys.RETRAIN).elements().stream()
                        .map(policy -> retrain(policy, features, names))
                        .toList(),
                canary(node.at(PolicyKeys.CANARY)),
                node.at(PolicyKeys.ROLLBACK).elements().stream()
                        .map(policy -> rollback(policy, names))
                        .toList());
    }

    private static RetrainPolicy retrain(ConfigNode node, FeatureSet features, Set<String> names) {
        var scope = node.get(PolicyKeys.SCOPE);
        if (scope == DriftScope.OUTCOME) {
            node.at(PolicyKeys.SCOPE)
                    .problem(
                            "outcome has no verdict to retrain on",
                            "write feature or prediction; outcomes serve rollback");
        }
        long subjects = node.get(PolicyKeys.SUBJECTS);
        int most = scope == DriftScope.FEATURE ? distributed(features) : 1;
        if (node.at(PolicyKeys.SCOPE).present() && subjects > most) {
            node.at(PolicyKeys.SUBJECTS)
                    .problem("asks for more subjects than there are (" + most + ")", "write at most " + most);
        }
        return new RetrainPolicy(
                name(node, names),
                scope,
                (int) subjects,
                node.get(PolicyKeys.PERSISTENCE),
                node.get(PolicyKeys.COOLDOWN));
    }

    /** The features that can drift: vectors have no distribution. */
    private static int distributed(FeatureSet features) {
        return (int) features.features().stream()
                .filter(feature -> feature.type() != FeatureDefinition.Type.VECTOR)
                .count();
    }

    private static Optional<CanaryPolicy> canary(ConfigNode node) {
        if (!node.present()) {
            return Optional.empty();
        }
        long patience = node.get(PolicyKeys.PATIENCE);
        return Optional.of(new CanaryPolicy(
                steps(node.at(PolicyKeys.STEPS), node.list(PolicyKeys.STEPS)),
                node.at(PolicyKeys.LIMITS).elements().stream()
                        .map(limit -> LimitSection.read(limit, LimitSection.DIFFERENCE))
                        .toList(),
                node.get(PolicyKeys.MINIMUM_LABELS),
                (int) patience,
                node.get(PolicyKeys.ERROR_RATE)));
    }

    private static List<Double> steps(ConfigNode node, List<Double> steps) {
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
                LimitSection.read(node.at(PolicyKeys.WHEN), LimitSection.SHARE),
                node.get(PolicyKeys.PERSISTENCE),
                node.get(PolicyKeys.FALSE_ALARM_EVERY));
    }

    private static String name(ConfigNode node, Set<String> names) {
        var name = node.get(PolicyKeys.NAME);
        if (!name.isEmpty() && !names.add(name)) {
            node.at(PolicyKeys.NAME)
                    .problem("'" + name + "' is the name of an earlier policy, too", "give each its own name");
        }
        return name;
    }
}
