package io.sluicegate.runtime.deadletter;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The cause of a dead letter and where its record came from.
 *
 * @param stage the stage that could not use the record
 * @param topic topic of the record
 * @param partition its partition
 * @param offset its offset
 * @param code the kind of fault
 * @param message the fault in words
 */
public record DeadLetter(String stage, String topic, int partition, long offset, ErrorCode code, String message) {
    public static final String STAGE = "sluicegate.stage";
    public static final String TOPIC = "sluicegate.topic";
    public static final String PARTITION = "sluicegate.partition";
    public static final String OFFSET = "sluicegate.offset";
    public static final String CODE = "sluicegate.error.code";
    public static final String MESSAGE = "sluicegate.error.message";

    /** The longest message, in characters: some faults quote the input that they can't read. */
    private static final int LONGEST = 2_000;

    public DeadLetter {
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    /** The original headers and the headers of this dead letter, which replace those of an earlier dead letter. */
    public Headers onto(Headers original) {
        var headers = new RecordHeaders(original);
        put(headers, STAGE, stage);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        put(headers, CODE, code.name());
        put(headers, MESSAGE, message);
        return headers;
    }

    static Headers put(Headers headers, String name, String value) {
        headers.remove(name);
        return headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
