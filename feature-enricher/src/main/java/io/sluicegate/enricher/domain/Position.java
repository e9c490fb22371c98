package io.sluicegate.enricher.domain;

/**
 * The position of an event, which is its id if the stream declares none.
 *
 * @param topic the topic, or the file when offline
 */
public record Position(String topic, int partition, long offset) {

    /** The id of an event whose stream declares none. */
    String asId() {
        return topic + "-" + partition + "-" + offset;
    }
}
