package io.sluicegate.scorer.graph;

/** Steps that compute each element of a tensor of float32 by itself, as ONNX Runtime does. */
final class Operations {
    private Operations() {}

    /** What becomes of an element, by its place in the row. */
    @FunctionalInterface
    interface OfElement {
        float apply(float element, int place);
    }

    static Step each(Edge from, Edge to, OfElement operation) {
        var width = from.width();
        return (slots, rows) -> {
            var elements = Casts.floats(slots[from.slot()]);
            var results = new float[elements.length];
            for (var row = 0; row < rows; row++) {
                for (var place = 0; place < width; place++) {
                    var i = row * width + place;
                    results[i] = operation.apply(elements[i], place);
                }
            }
            slots[to.slot()] = results;
        };
    }

    /** {@code Scaler}; a list of one element is for all places. */
    static OfElement scaler(float[] offset, float[] scale) {
        return (element, place) -> (element - at(offset, place)) * at(scale, place);
    }

    /** {@code Imputer}; a list of one element is for all places. */
    static OfElement imputer(float replaced, float[] imputed) {
        return (element, place) ->
                element == replaced || (Float.isNaN(replaced) && Float.isNaN(element)) ? at(imputed, place) : element;
    }

    private static float at(float[] list, int place) {
        return list.length == 1 ? list[0] : list[place];
    }

    /** Puts the rows of several tensors of one type side by side. */
    static Step concat(java.util.List<Edge> from, Edge to) {
        return (slots, rows) -> {
            var results = new float[rows * to.width()];
            var at = 0;
            for (var edge : from) {
                var width = edge.width();
                var elements = Casts.floats(slots[edge.slot()]);
                for (var row = 0; row < rows; row++) {
                    System.arraycopy(elements, row * width, results, row * to.width() + at, width);
                }
                at += width;
            }
            slots[to.slot()] = results;
        };
    }
}
