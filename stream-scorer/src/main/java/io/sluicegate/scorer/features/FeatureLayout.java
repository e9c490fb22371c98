package io.sluicegate.scorer.features;

import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.kafka.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
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

    private record Slot(int index, Optional<FeatureDefinition.Type> type) {}

    private final List<FieldStep> steps = new ArrayList<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final BinaryInput in = new BinaryInput();

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
        var slot = new Slot(slots.size(), type(field.schema()));
        slots.put(field.name(), slot);
        OptionalNumbers.type(field.schema())
                .ifPresentOrElse(
                        type -> numbers(type, slot.index()).more(),
                        () -> steps.add(FieldStep.value(field.schema(), slot.index())));
    }

    /** The step that reads the next number. */
    private OptionalNumbers numbers(Schema.Type type, int slot) {
        if (!steps.isEmpty()
                && steps.get(steps.size() - 1) instanceof OptionalNumbers numbers
                && numbers.type() == type) {
            return numbers;
        }
        var numbers = new OptionalNumbers(type, slot);
        steps.add(numbers);
        return numbers;
    }

    private static Optional<FeatureDefinition.Type> type(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT -> Optional.of(FeatureDefinition.Type.DOUBLE);
            case LONG, INT -> Optional.of(FeatureDefinition.Type.LONG);
            case BOOLEAN -> Optional.of(FeatureDefinition.Type.BOOLEAN);
            case STRING -> Optional.of(FeatureDefinition.Type.STRING);
            case UNION ->
                schema.getTypes().stream().flatMap(one -> type(one).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    /** Reads a record in wire format. */
    FeatureRow read(byte[] bytes) throws IOException {
        in.begin(bytes, WireFormat.HEADER);
        var row = new FeatureRow(this, slots.size());
        for (var step : steps) {
            step.read(in, row);
        }
        if (!in.isEnd()) {
            throw new AvroTypeException("bytes are left over after the record");
        }
        return row;
    }

    /** The slots of a model's inputs in rows of this layout. */
    public InputSlots bind(Manifest manifest) {
        var rejections = manifest.features().stream()
                .flatMap(needed -> rejection(needed).stream())
                .toList();
        return rejections.isEmpty()
                ? InputSlots.of(manifest.input().features().stream()
                        .mapToInt(this::index)
                        .toArray())
                : InputSlots.unusable(rejections);
    }

    private int index(String name) {
        return Objects.requireNonNull(slots.get(name)).index();
    }

    private Optional<Rejection> rejection(NeededFeature needed) {
        var slot = slots.get(needed.name());
        if (slot == null) {
            return Optional.of(new Rejection(
                    ErrorCode.MISSING_FIELD,
                    "the record has no feature '" + needed.name() + "', which the model needs"));
        }
        return slot.type().equals(Optional.of(needed.type()))
                ? Optional.empty()
                : Optional.of(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "feature '" + needed.name() + "' is "
                                + slot.type().map(Enum::name).orElse("of another kind") + ", the model needs "
                                + needed.type()));
    }
}
