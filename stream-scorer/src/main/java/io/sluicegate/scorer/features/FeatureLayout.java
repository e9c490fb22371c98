package io.sluicegate.scorer.features;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/**
 * The layout of features records of one writer's schema. It reads their fields by position straight into a row, and binds the
 * fields to models' inputs by name and type. Belongs to one thread.
 */
public final class FeatureLayout {

    /**
     * The place of a feature in a row: among the values of its kind.
     *
     * @param elements the type of a vector's elements; empty if the schema doesn't say it, and for other kinds
     */
    record Column(FeatureDefinition.Type kind, int index, Optional<ElementType> elements) {}

    private final List<FieldStep> steps = new ArrayList<>();
    /** The columns by feature; empty for a type that no model takes. */
    private final Map<String, Optional<Column>> columns = new LinkedHashMap<>();

    private int doubles;
    private int integers;
    private int texts;
    private int vectors;
    private final BinaryInput in = new BinaryInput();
    /** Rows for further records. */
    private final Deque<FeatureRow> spare = new ArrayDeque<>();

    /** The layout of a schema; empty if the schema isn't one of features records. */
    public static Optional<FeatureLayout> of(Schema schema) {
        return schema.getType() == Schema.Type.RECORD && schema.getField(FeaturesRecord.EVENT_TIME) != null
                ? Optional.of(new FeatureLayout(schema))
                : Optional.empty();
    }

    private FeatureLayout(Schema schema) {
        for (var field : schema.getFields()) {
            switch (field.name()) {
                case FeaturesRecord.EVENT_ID -> steps.add(FieldStep.eventId(field.schema()));
                case FeaturesRecord.EVENT_TIME -> steps.add(FieldStep.eventTime(field.schema()));
                case FeaturesRecord.FEATURE_SET -> steps.add(FieldStep.featureSet(field.schema()));
                default -> addValue(field);
            }
        }
    }

    private void addValue(Schema.Field field) {
        var column = type(field.schema()).map(type -> next(type, field.schema()));
        columns.put(field.name(), column);
        if (column.isEmpty()) {
            steps.add(FieldStep.skip(field.schema()));
            return;
        }
        OptionalNumbers.type(field.schema())
                .ifPresentOrElse(
                        type -> numbers(type, column.get().index()).more(),
                        () -> steps.add(FieldStep.value(field.schema(), column.get())));
    }

    private Column next(FeatureDefinition.Type type, Schema schema) {
        return new Column(
                type,
                switch (type) {
                    case DOUBLE -> doubles++;
                    case LONG, BOOLEAN -> integers++;
                    case STRING -> texts++;
                    case VECTOR -> vectors++;
                },
                type == FeatureDefinition.Type.VECTOR ? VectorStep.elements(schema) : Optional.empty());
    }

    /** The step that reads the next number. */
    private OptionalNumbers numbers(Schema.Type type, int index) {
        if (!steps.isEmpty()
                && steps.get(steps.size() - 1) instanceof OptionalNumbers numbers
                && numbers.type() == type) {
            return numbers;
        }
        var numbers = new OptionalNumbers(type, index);
        steps.add(numbers);
        return numbers;
    }

    private static Optional<FeatureDefinition.Type> type(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT -> Optional.of(FeatureDefinition.Type.DOUBLE);
            case LONG, INT -> Optional.of(FeatureDefinition.Type.LONG);
            case BOOLEAN -> Optional.of(FeatureDefinition.Type.BOOLEAN);
            case STRING -> Optional.of(FeatureDefinition.Type.STRING);
            case UNION -> ofUnion(schema);
            default -> VectorStep.isVector(schema) ? Optional.of(FeatureDefinition.Type.VECTOR) : Optional.empty();
        };
    }

    /** The first type of a union that fills a column; a vector only if nothing else does. */
    private static Optional<FeatureDefinition.Type> ofUnion(Schema union) {
        var types = union.getTypes().stream().flatMap(one -> type(one).stream()).toList();
        return types.stream()
                .filter(type -> type != FeatureDefinition.Type.VECTOR)
                .findFirst()
                .or(() -> types.stream().findFirst());
    }

    /** Reads a record in wire format. */
    FeatureRow read(byte[] bytes) throws IOException {
        in.begin(bytes, WireFormat.HEADER);
        var row = next();
        for (var step : steps) {
            step.read(in, row);
        }
        if (!in.isEnd()) {
            throw new AvroTypeException("bytes are left over after the record");
        }
        return row;
    }

    private FeatureRow next() {
        var row = spare.poll();
        return row == null ? row() : row.cleared();
    }

    void recycle(FeatureRow row) {
        spare.push(row);
    }

    /** A row of this layout without values. */
    public FeatureRow row() {
        return new FeatureRow(this, doubles, integers, texts, vectors);
    }

    /** The places of a model's inputs in rows of this layout. */
    public InputSlots bind(Manifest manifest) {
        var rejections = manifest.features().stream()
                .flatMap(needed -> rejection(needed).stream())
                .toList();
        return rejections.isEmpty() ? InputSlots.of(manifest, this::column) : InputSlots.unusable(rejections);
    }

    private Column column(String feature) {
        return Objects.requireNonNull(columns.get(feature)).orElseThrow();
    }

    private Optional<Rejection> rejection(NeededFeature needed) {
        var column = columns.get(needed.name());
        if (column == null) {
            return Optional.of(new Rejection(
                    ErrorCode.MISSING_FIELD,
                    "the record has no feature '" + needed.name() + "', which the model needs"));
        }
        if (column.map(Column::kind).equals(Optional.of(needed.type()))) {
            return otherElements(needed, column.get());
        }
        return Optional.of(new Rejection(
                ErrorCode.WRONG_TYPE,
                "feature '" + needed.name() + "' is "
                        + column.map(found -> found.kind().name()).orElse("of another kind")
                        + ", the model needs " + needed.type()));
    }

    private static Optional<Rejection> otherElements(NeededFeature needed, Column column) {
        var wanted = needed.vector().map(VectorForm::element).map(ElementType::of);
        return column.elements()
                .filter(given -> !wanted.equals(Optional.of(given)))
                .map(given -> new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "feature '" + needed.name() + "' is a vector of " + given.text() + ", the model needs a "
                                + needed.typeText()));
    }
}
