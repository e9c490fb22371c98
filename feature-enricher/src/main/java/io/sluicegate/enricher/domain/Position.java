package io.sluicegate.enricher.domain;

/**
 * Where an event lies; the event's id where none is declared.
 *
 * @param topic the topic, or offline the file
 */
public record Position(String topic, int partition, long offset) {

    /** The id of an event whose stream declares none. */
    String asId() {
        return topic + "-" + partition + "-" + offset;
    }
}
