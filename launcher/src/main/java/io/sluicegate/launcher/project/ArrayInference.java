package io.sluicegate.launcher.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import java.util.List;
import java.util.stream.StreamSupport;

/** Infers the type of a field that holds arrays. */
final class ArrayInference {
    private ArrayInference() {}

    static FieldType type(List<JsonNode> arrays) {
        var lengths = arrays.stream().map(JsonNode::size).distinct().toList();
        if (!arrays.stream().allMatch(ArrayInference::isOfNumbers)) {
            return new Other("left out: an array of something else than numbers");
        }
        if (lengths.size() > 1 || lengths.get(0) == 0) {
            return new Other("left out: arrays of numbers that aren't equally long");
        }
        var element = arrays.stream().allMatch(ArrayInference::isOfWholeNumbers) ? Element.INT64 : Element.FLOAT32;
        var problem = VectorForm.problem(element, lengths);
        return problem.<FieldType>map(why -> new Other("left out: " + why))
                .orElseGet(() -> new Vector(new VectorForm(element, lengths)));
    }

    private static boolean isOfNumbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isNumber);
    }

    private static boolean isOfWholeNumbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::canConvertToLong)
                && StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isIntegralNumber);
    }
}
