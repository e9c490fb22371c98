package io.sluicegate.platform.config;

import io.sluicegate.platform.config.FeatureDefinition.Aggregate;
import io.sluicegate.platform.config.FeatureDefinition.Expression;
import io.sluicegate.platform.config.FeatureDefinition.Field;
import io.sluicegate.platform.config.FeatureDefinition.Source;
import io.sluicegate.platform.config.FeatureDefinition.Windowed;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code features}. */
final class FeatureSection {
    private static final ConfigType<String> NAME =
            ConfigType.text(Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"), "a name of letters, digits and '_'", "amount");
    private static final ConfigType<FeatureDefinition.Type> TYPE = ConfigType.oneOf(
            FeatureDefinition.Type.class,
            Map.of(
                    "float", FeatureDefinition.Type.DOUBLE,
                    "number", FeatureDefinition.Type.DOUBLE,
                    "int", FeatureDefinition.Type.LONG,
                    "integer", FeatureDefinition.Type.LONG,
                    "bool", FeatureDefinition.Type.BOOLEAN,
                    "text", FeatureDefinition.Type.STRING));
    private static final ConfigType<Aggregate> AGGREGATE = ConfigType.oneOf(
            Aggregate.class,
            Map.of("avg", Aggregate.MEAN, "average", Aggregate.MEAN, "maximum", Aggregate.MAX, "total", Aggregate.SUM));
    /** The features record's own fields. */
    private static final Set<String> RESERVED = Set.of("eventId", "eventTime", "featureSet");

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
        var name = node.at("name").get(NAME);
        if (RESERVED.contains(name)) {
            node.at("name").problem("'" + name + "' is a field of every features record", "choose another name");
        } else if (!name.isEmpty() && !names.add(name)) {
            node.at("name").problem("'" + name + "' is the name of an earlier feature, too", "give each its own name");
        }
        var type = node.at("type").get(TYPE);
        return new FeatureDefinition(name, type, source(node, type));
    }

    private static Source source(ConfigNode node, FeatureDefinition.Type type) {
        var given = Stream.of("field", "cel", "aggregate")
                .filter(key -> node.at(key).present())
                .toList();
        List.of("required", "of", "window", "where").forEach(node::at);
        if (given.size() != 1) {
            node.problem(
                    given.isEmpty() ? "has no source" : "comes from " + String.join(" and ", given),
                    "give it exactly one of field, cel and aggregate");
            return new Field("", false);
        }
        return switch (given.get(0)) {
            case "field" -> field(node);
            case "cel" -> expression(node);
            default -> windowed(node, type);
        };
    }

    private static Field field(ConfigNode node) {
        refuse(node, "a field", "of", "window", "where");
        return new Field(
                node.at("field").get(ConfigType.text()), node.at("required").get(ConfigType.flag(), false));
    }

    private static Expression expression(ConfigNode node) {
        refuse(node, "an expression", "required", "of", "window", "where");
        return new Expression(node.at("cel").get(ConfigType.text()));
    }

    private static Windowed windowed(ConfigNode node, FeatureDefinition.Type type) {
        refuse(node, "an aggregate", "required");
        var aggregate = node.at("aggregate").get(AGGREGATE);
        checkType(node, aggregate, type);
        return new Windowed(
                aggregate,
                of(node, aggregate),
                node.at("window").get(ConfigType.duration()),
                node.at("where").find(ConfigType.text()));
    }

    /** Of an aggregate or a type that is none nobody knows whether they fit. */
    private static void checkType(ConfigNode node, Aggregate aggregate, FeatureDefinition.Type type) {
        var expected = aggregate == Aggregate.COUNT ? FeatureDefinition.Type.LONG : FeatureDefinition.Type.DOUBLE;
        boolean isKnown = node.at("aggregate").isSound() && node.at("type").isSound();
        if (isKnown && type != expected) {
            node.at("type")
                    .problem(
                            "is not what the aggregate gives",
                            "write " + expected.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Optional<String> of(ConfigNode node, Aggregate aggregate) {
        if (!node.at("aggregate").isSound()) {
            return node.at("of").find(ConfigType.text());
        }
        if (aggregate == Aggregate.COUNT) {
            refuse(node, "a count", "of");
            return Optional.empty();
        }
        return Optional.of(node.at("of").get(ConfigType.text("amount")));
    }

    private static void refuse(ConfigNode node, String source, String... keys) {
        Stream.of(keys)
                .map(node::at)
                .filter(ConfigNode::present)
                .forEach(key -> key.problem("means nothing for " + source, "take it away"));
    }
}
