package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Source;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        var vector = vector(node, type);
        return new FeatureDefinition(name, type, vector, source(node, type));
    }

    /** The form of a vector; other features have none. */
    private static Optional<VectorForm> vector(ConfigNode node, FeatureDefinition.Type type) {
        if (type != FeatureDefinition.Type.VECTOR) {
            boolean isKnown = node.at(FeatureKeys.TYPE).isSound();
            Stream.of(FeatureKeys.ELEMENTS, FeatureKeys.SHAPE)
                    .map(node::at)
                    .filter(key -> isKnown && key.present())
                    .forEach(key -> key.problem("means nothing for a " + lower(type), "take it away"));
            return Optional.empty();
        }
        return Optional.of(form(node.get(FeatureKeys.ELEMENTS), shape(node), node.at(FeatureKeys.SHAPE)));
    }

    private static List<Integer> shape(ConfigNode node) {
        if (!node.at(FeatureKeys.SHAPE).present()) {
            node.at(FeatureKeys.SHAPE).problem("is missing", "add it, for example 'shape: [28, 28]'");
            return List.of(1);
        }
        return node.list(FeatureKeys.SHAPE).stream().map(Long::intValue).toList();
    }

    private static VectorForm form(VectorForm.Element elements, List<Integer> shape, ConfigNode node) {
        var problem = VectorForm.problem(elements, shape);
        if (node.isAllSound()) {
            problem.ifPresent(what -> node.problem("a vector " + what, "write for example [28, 28]"));
        }
        return new VectorForm(elements, problem.isPresent() ? List.of(1) : shape);
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
            case FeatureKeys.CEL_KEY -> expression(node, type);
            default -> windowed(node, type);
        };
    }

    private static Field field(ConfigNode node) {
        refuseDetailsOfOthers(node, "a field", FeatureKeys.FIELD_KEY);
        return new Field(node.get(FeatureKeys.FIELD), node.get(FeatureKeys.REQUIRED));
    }

    private static Expression expression(ConfigNode node, FeatureDefinition.Type type) {
        refuseDetailsOfOthers(node, "an expression", FeatureKeys.CEL_KEY);
        if (type == FeatureDefinition.Type.VECTOR) {
            node.at(FeatureKeys.TYPE)
                    .problem("is not what an expression gives", "take the vector from a field of the event");
        }
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
            node.at(FeatureKeys.TYPE).problem("is not what the aggregate gives", "write " + lower(expected));
        }
    }

    private static String lower(FeatureDefinition.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
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
