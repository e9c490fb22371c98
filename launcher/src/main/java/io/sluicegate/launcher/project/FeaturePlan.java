package io.sluicegate.launcher.project;

import io.sluicegate.launcher.project.FieldType.Nested;
import io.sluicegate.launcher.project.FieldType.OneOf;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features of a new pipeline: each field that a model could use, under the name that the model has for it, then windows as
 * examples.
 *
 * @param ofFields the features that are fields
 * @param windows examples of aggregates
 */
record FeaturePlan(List<OfField> ofFields, List<OfWindow> windows) {
    private static final String HOUR = "1h";

    FeaturePlan {
        ofFields = List.copyOf(ofFields);
        windows = List.copyOf(windows);
    }

    /**
     * A feature that is a field of the event.
     *
     * @param path the field's path in the event
     * @param remark why it stands there as a comment only; empty if it is a feature
     */
    record OfField(String name, String path, Field field, Optional<String> remark) {
        boolean isFeature() {
            return remark.isEmpty();
        }

        boolean isNumber() {
            return isFeature() && (field.type().isNumber() || field.type() == Plain.BOOLEAN);
        }

        boolean isText() {
            return isFeature() && (field.type() == Plain.STRING || field.type() instanceof OneOf);
        }

        /** The feature's type as a pipeline's file has it. */
        String type() {
            if (field.type() instanceof Vector) {
                return "vector";
            }
            return isText() || !(field.type() instanceof Plain plain)
                    ? field.type().isTime() ? "long" : "string"
                    : plain.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * An aggregate over a window.
     *
     * @param of the path of the aggregated field; empty for a count
     */
    record OfWindow(String name, String type, String aggregate, Optional<String> of, String window) {}

    /** Plans the features of events with these fields. */
    static FeaturePlan of(List<Field> fields, Roles roles, List<ModelInput> inputs) {
        var planned = new ArrayList<OfField>();
        add(planned, "", fields, roles, inputs);
        var taken = planned.stream().map(OfField::name).collect(Collectors.toSet());
        return new FeaturePlan(planned, windows(planned, taken));
    }

    private static void add(
            List<OfField> planned, String prefix, List<Field> fields, Roles roles, List<ModelInput> inputs) {
        for (var field : fields) {
            var path = prefix + field.name();
            var input = inputs.stream().filter(one -> one.isNamedLike(field)).findFirst();
            if (field.type() instanceof Nested nested) {
                add(planned, path + ".", nested.fields(), roles, inputs);
            } else if (!roles.has(path) || input.isPresent()) {
                planned.add(new OfField(
                        name(path, input, planned), path, field, input.isPresent() ? Optional.empty() : remark(field)));
            }
        }
    }

    private static String name(String path, Optional<ModelInput> input, List<OfField> planned) {
        var name = input.map(ModelInput::name).filter(AvroNames::isValid).orElse(path.replace('.', '_'));
        var taken = planned.stream().map(OfField::name).toList();
        while (FeaturesRecord.isReserved(name) || taken.contains(name)) {
            name = "event_" + name;
        }
        return name;
    }

    private static Optional<String> remark(Field field) {
        if (field.type().isTime()) {
            return Optional.of("a time; a model rarely learns from it as it is");
        }
        if (field.type() instanceof Other other) {
            return Optional.of(other.words());
        }
        return field.facts().filter(ValueFacts::isEmpty).map(facts -> "no row of the sample has a value");
    }

    private static List<OfWindow> windows(List<OfField> planned, Set<String> taken) {
        var windows = new ArrayList<OfWindow>();
        windows.add(new OfWindow("events_1h", "long", "count", Optional.empty(), HOUR));
        planned.stream()
                .filter(OfField::isFeature)
                .filter(feature -> feature.field().type().isNumber())
                .filter(feature -> feature.field()
                        .facts()
                        .map(facts -> facts.distinct() > 1)
                        .orElse(true))
                .findFirst()
                .ifPresent(feature -> List.of("mean", "max")
                        .forEach(aggregate -> windows.add(new OfWindow(
                                aggregate + "_" + feature.name() + "_1h",
                                "double",
                                aggregate,
                                Optional.of(feature.path()),
                                HOUR))));
        windows.removeIf(window -> taken.contains(window.name()));
        return windows;
    }

    /** The features that fill an input of numbers or of texts if the model doesn't say which. */
    List<OfField> candidates(boolean ofText) {
        return ofFields.stream()
                .filter(feature -> ofText ? feature.isText() : feature.isNumber())
                .toList();
    }

    /** The name of the feature that an input is named after; empty if there is none. */
    Optional<String> named(ModelInput input) {
        return ofFields.stream()
                .filter(feature -> feature.isFeature() && input.isNamedLike(feature.field()))
                .map(OfField::name)
                .findFirst()
                .or(() -> windows.stream()
                        .map(OfWindow::name)
                        .filter(input.name()::equals)
                        .findFirst());
    }
}
