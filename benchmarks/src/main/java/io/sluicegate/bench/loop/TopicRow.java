package io.sluicegate.bench.loop;

import io.sluicegate.runtime.http.Json;
import java.util.Map;

/**
 * The size of a topic's records.
 *
 * @param written mean size of key, value and headers
 * @param batched mean share of the producers' batches, as they went over the wire and lie in the log, with markers of transactions
 */
public record TopicRow(String topic, long records, double written, double batched) {
    Map<String, Object> json() {
        return Json.object(
                "topic", topic,
                "records", records,
                "bytesPerRecordWritten", written,
                "bytesPerRecordBatched", batched);
    }
}
