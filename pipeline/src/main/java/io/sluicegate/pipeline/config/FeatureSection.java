package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Source;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code features}. */
final class FeatureSection {
    private FeatureSection() {}

    static FeatureSet read(ConfigNode node) {
        if (node.elements().isEmpty()) {
            node.problem("has no feature", "declare one, for example '- {name: amount, type: double, field: amount}'");
        }
        var names = new HashSet<String>();
        return new FeatureSet(
                node.elements().stream().map(element -> feature(element, names)).toList());
    }

    private static FeatureDefinition feature(ConfigNode node, Set<String> names) {
        var name = node.get(FeatureKeys.NAME);
        if (FeaturesRecord.isReserved(name)) {
            node.at(FeatureKeys.NAME)
                    .problem("'" + name + "' is reserved for the features record's own fields", "choose another name");
        } else if (!name.isEmpty() && !names.add(name)) {
            node.at(FeatureKeys.NAME)
                    .problem("'" + name + "' is the name of an earlier feature, too", "give each its own name");
        }
        var type = node.get(FeatureKeys.TYPE);
        return new FeatureDefinition(name, type, source(node, type));
    }

    private static Source source(ConfigNode node, FeatureDefinition.Type type) {
        var given = FeatureKeys.SECTION.exactlyOne().stream()
                .filter(key -> node.at(key).present())
                .toList();
        FeatureKeys.DETAILS.forEach(node::at);
        if (given.size() != 1) {
            node.problem(
                    given.isEmpty() ? "has no source" : "comes from " + String.join(" and ", given),
                    "give it exactly one of field, cel and aggregate");
            return new Field("", false);
        }
        return switch (given.get(0)) {
            case FeatureKeys.FIELD_KEY -> field(node);
            case FeatureKeys.CEL_KEY -> expression(node);
            default -> windowed(node, type);
        };
    }

    private static Field field(ConfigNode node) {
        refuseDetailsOfOthers(node, "a field", FeatureKeys.FIELD_KEY);
        return new Field(node.get(FeatureKeys.FIELD), node.get(FeatureKeys.REQUIRED));
    }

    private static Expression expression(ConfigNode node) {
        refuseDetailsOfOthers(node, "an expression", FeatureKeys.CEL_KEY);
        return new Expression(node.get(FeatureKeys.CEL));
    }

    private static Windowed windowed(ConfigNode node, FeatureDefinition.Type type) {
        refuseDetailsOfOthers(node, "an aggregate", FeatureKeys.AGGREGATE_KEY);
        var aggregate = node.get(FeatureKeys.AGGREGATE);
        checkType(node, aggregate, type);
        return new Windowed(aggregate, of(node, aggregate), node.get(FeatureKeys.WINDOW), node.find(FeatureKeys.WHERE));
    }

    /** Checks that an aggregate and a type fit; an invalid aggregate or type isn't checked further. */
    private static void checkType(ConfigNode node, Aggregate aggregate, FeatureDefinition.Type type) {
        var expected = aggregate == Aggregate.COUNT ? FeatureDefinition.Type.LONG : FeatureDefinition.Type.DOUBLE;
        boolean isKnown = node.at(FeatureKeys.AGGREGATE).isSound()
                && node.at(FeatureKeys.TYPE).isSound();
        if (isKnown && type != expected) {
            node.at(FeatureKeys.TYPE)
                    .problem(
                            "is not what the aggregate gives",
                            "write " + expected.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Optional<String> of(ConfigNode node, Aggregate aggregate) {
        if (!node.at(FeatureKeys.AGGREGATE).isSound()) {
            return node.find(FeatureKeys.OF);
        }
        if (aggregate == Aggregate.COUNT) {
            refuse(node, "a count", FeatureKeys.OF);
            return Optional.empty();
        }
        return Optional.of(node.get(FeatureKeys.OF));
    }

    private static void refuseDetailsOfOthers(ConfigNode node, String source, String sourceKey) {
        FeatureKeys.DETAILS.stream()
                .filter(detail -> !detail.companion().equals(Optional.of(sourceKey)))
                .forEach(detail -> refuse(node, source, detail));
    }

    private static void refuse(ConfigNode node, String source, ConfigKey key) {
        if (node.at(key).present()) {
            node.at(key).problem("means nothing for " + source, "take it away");
        }
    }
}
