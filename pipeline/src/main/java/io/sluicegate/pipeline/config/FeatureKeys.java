package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys below {@code features}. */
final class FeatureKeys {
    private static final ConfigType<String> NAMES =
            ConfigType.text(Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"), "a name of letters, digits and '_'", "amount");
    private static final ConfigType<FeatureDefinition.Type> TYPES = ConfigType.oneOf(
            FeatureDefinition.Type.class,
            Map.of(
                    "float", FeatureDefinition.Type.DOUBLE,
                    "number", FeatureDefinition.Type.DOUBLE,
                    "int", FeatureDefinition.Type.LONG,
                    "integer", FeatureDefinition.Type.LONG,
                    "bool", FeatureDefinition.Type.BOOLEAN,
                    "text", FeatureDefinition.Type.STRING,
                    "array", FeatureDefinition.Type.VECTOR,
                    "tensor", FeatureDefinition.Type.VECTOR));
    private static final ConfigType<VectorForm.Element> ELEMENT_TYPES = ConfigType.oneOf(
            VectorForm.Element.class,
            Map.of(
                    "float", VectorForm.Element.FLOAT32,
                    "double", VectorForm.Element.FLOAT64,
                    "half", VectorForm.Element.FLOAT16,
                    "int", VectorForm.Element.INT32,
                    "long", VectorForm.Element.INT64,
                    "byte", VectorForm.Element.UINT8,
                    "boolean", VectorForm.Element.BOOL));
    private static final ConfigType<Aggregate> AGGREGATES = ConfigType.oneOf(
            Aggregate.class,
            Map.of("avg", Aggregate.MEAN, "average", Aggregate.MEAN, "maximum", Aggregate.MAX, "total", Aggregate.SUM));
    private static final String ONE_SOURCE = "exactly one of `field`, `cel` and `aggregate`";
    private static final String OF_A_VECTOR = "required for a `vector`; nothing else has it";

    static final String FIELD_KEY = "field";
    static final String CEL_KEY = "cel";
    static final String AGGREGATE_KEY = "aggregate";

    static final Setting<String> NAME =
            Setting.of("name", NAMES, "name of the feature, and of its field in the features record");
    static final Setting<FeatureDefinition.Type> TYPE = Setting.of(
            "type",
            TYPES,
            "type of the feature's values; a `count` is `long`, every other aggregate `double`; a `vector` comes from a "
                    + "field");
    static final Setting<String> FIELD = Setting.of(
                    FIELD_KEY, ConfigType.text(), "the event's field that the value is taken from")
            .otherwiseAs(ONE_SOURCE);
    static final Setting<Boolean> REQUIRED = Setting.of(
                    "required", ConfigType.flag(), "whether an event without a value in the field is a dead letter")
            .otherwise(false)
            .beside(FIELD_KEY);
    static final Setting<VectorForm.Element> ELEMENTS = Setting.of(
                    "elements",
                    ELEMENT_TYPES,
                    "type of a vector's elements, which the field has as an array of numbers, or as bytes with the least "
                            + "significant byte of each element first")
            .otherwiseAs(OF_A_VECTOR)
            .beside(FIELD_KEY);
    static final Setting<Long> SHAPE = Setting.of(
                    "shape",
                    ConfigType.integer(1, RecordLimits.DERIVED),
                    "length of each of a vector's axes; the field has the elements in the order of a nested array")
            .listed()
            .in("elements")
            .otherwiseAs(OF_A_VECTOR)
            .beside(FIELD_KEY);
    static final Setting<String> CEL = Setting.of(
                    CEL_KEY,
                    ConfigType.text(),
                    "a CEL expression over `event` (its fields) and `feature` (the features declared before this one)")
            .otherwiseAs(ONE_SOURCE);
    static final Setting<Aggregate> AGGREGATE = Setting.of(
                    AGGREGATE_KEY,
                    AGGREGATES,
                    "an aggregate over the entity's events in the window that ends with this event; a sum or a mean rounds each value to a multiple of 2^-32, so that it doesn't depend on the order of the events")
            .otherwiseAs(ONE_SOURCE);
    static final Setting<String> OF = Setting.of(
                    "of", ConfigType.text("amount"), "the event's field that is aggregated")
            .otherwiseAs("required, except for `count`, which takes none")
            .beside(AGGREGATE_KEY);
    static final Setting<Duration> WINDOW = Setting.of(
                    "window", ConfigType.duration(), "length of the aggregate's window in event time")
            .beside(AGGREGATE_KEY);
    static final Setting<String> WHERE = Setting.of(
                    "where", ConfigType.text(), "a CEL condition over `event`; only events that meet it count")
            .otherwiseAs("every event counts")
            .beside(AGGREGATE_KEY);
    /** The keys that belong to a source. */
    static final List<Setting<?>> DETAILS = List.of(REQUIRED, OF, WINDOW, WHERE);

    static final Section SECTION = Section.of(
                    "features",
                    "The features, in order: each is a field of the event, an expression, or an aggregate over a window.",
                    NAME,
                    TYPE,
                    FIELD,
                    REQUIRED,
                    ELEMENTS,
                    SHAPE,
                    CEL,
                    AGGREGATE,
                    OF,
                    WINDOW,
                    WHERE)
            .listed()
            .required()
            .withExactlyOneOf(FIELD_KEY, CEL_KEY, AGGREGATE_KEY);

    private FeatureKeys() {}
}
