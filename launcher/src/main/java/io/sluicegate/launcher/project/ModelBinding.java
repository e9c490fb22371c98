package io.sluicegate.launcher.project;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.launcher.project.FeaturePlan.OfField;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.pipeline.catalogue.VectorForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which features fill the inputs of a model whose names don't say it, such as the one matrix that many exporters write.
 *
 * @param chosen the features by input, in the order of the input's columns
 * @param unfilled the inputs for which no features can be told; the windows that a new pipeline has as examples fill none by chance
 * @param doubts what this isn't sure of, each a sentence
 */
record ModelBinding(Map<String, List<String>> chosen, List<ModelInput> unfilled, List<String> doubts) {

    /** Binds the inputs to the planned features. */
    static ModelBinding of(List<ModelInput> inputs, FeaturePlan plan) {
        var chosen = new LinkedHashMap<String, List<String>>();
        var unfilled = new ArrayList<ModelInput>();
        var doubts = new ArrayList<String>();
        var named = new LinkedHashMap<String, String>();
        inputs.forEach(input -> plan.named(input).ifPresent(feature -> named.put(input.name(), feature)));
        for (var input : inputs) {
            var feature = named.get(input.name());
            if (feature == null) {
                var free = free(input, plan, named);
                if (isFilledBy(input, free)) {
                    chosen.put(input.name(), free);
                    doubts.add(assumption(input, free));
                } else {
                    unfilled.add(input);
                    doubts.add(question(input, free));
                }
            } else if (!feature.equals(input.name())) {
                chosen.put(input.name(), List.of(feature));
            }
        }
        return new ModelBinding(chosen, unfilled, doubts);
    }

    /** The features that could fill an input and that no other input is named after. */
    private static List<String> free(ModelInput input, FeaturePlan plan, Map<String, String> named) {
        return plan.candidates(input.isOfText()).stream()
                .map(OfField::name)
                .filter(name -> !named.containsValue(name))
                .toList();
    }

    private static boolean isFilledBy(ModelInput input, List<String> free) {
        return !free.isEmpty() && (input.elements() == ModelInput.OPEN || input.elements() == free.size());
    }

    private static String assumption(ModelInput input, List<String> free) {
        return "the columns of " + words(input) + " are taken to be " + String.join(", ", free)
                + ", in this order: correct manifest.yaml if the model was trained otherwise";
    }

    private static String question(ModelInput input, List<String> free) {
        return words(input) + " has "
                + (input.elements() == 1 ? "no field of its name" : input.elements() + " columns")
                + "; the fields that could fill it are " + free + ": name its features in manifest.yaml";
    }

    private static String words(ModelInput input) {
        return "the model's input '" + input.name() + "' (" + input.text() + ")";
    }

    /** The field as the model wants it, where the sample allows that: a code that is digits as text, 0 and 1 as a flag. */
    static Field fitted(Field field, List<ModelInput> inputs) {
        var found = inputs.stream().filter(input -> input.isNamedLike(field)).findFirst();
        if (found.isEmpty()) {
            return field;
        }
        var input = found.get();
        if (field.type() == Plain.LONG && input.isOfText()) {
            return field.certainly(Plain.STRING);
        }
        if (field.type() == Plain.LONG && input.kind() == ElementType.Kind.BOOLEAN && holdsFlags(field)) {
            return field.certainly(Plain.BOOLEAN);
        }
        return field.type() instanceof Vector vector
                        && input.elements() == vector.form().elements()
                ? field.certainly(new Vector(form(input, vector.form())))
                : field;
    }

    private static VectorForm form(ModelInput input, VectorForm own) {
        return input.kind() == ElementType.Kind.FLOATING
                ? new VectorForm(VectorForm.Element.FLOAT32, own.shape())
                : own;
    }

    private static boolean holdsFlags(Field field) {
        return field.facts()
                .filter(facts -> List.of("0", "1").containsAll(List.of(facts.least(), facts.greatest())))
                .isPresent();
    }
}
