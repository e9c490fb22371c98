package io.sluicegate.bench.peers.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the adapter.
 *
 * @param rows the data points of the record, each as boxed numbers
 * @param prediction the text of the answers; null until there are any
 */
record JsonPoint(
        long created, List<List<Float>> rows, @Nullable String prediction) {
    JsonPoint with(List<List<Float>> answers) {
        return new JsonPoint(created, rows, answers.toString());
    }
}
