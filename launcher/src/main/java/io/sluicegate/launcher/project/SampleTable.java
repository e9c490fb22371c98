package io.sluicegate.launcher.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The first rows of a file of events.
 *
 * @param columns the names in the file, in their order
 * @param isText whether the file has text alone, whose types it doesn't say
 * @param isWhole whether these are all rows of the file
 * @param excerpt the first rows as they came, for a file of samples
 */
record SampleTable(
        List<String> columns, List<Map<String, JsonNode>> rows, boolean isText, boolean isWhole, String excerpt) {
    SampleTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
