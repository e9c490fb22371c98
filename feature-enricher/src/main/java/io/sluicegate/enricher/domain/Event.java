package io.sluicegate.enricher.domain;

import org.apache.avro.generic.IndexedRecord;

/**
 * An admitted event, which has all required fields.
 *
 * @param id the declared id, or the position
 * @param entity the entity that the event is about
 * @param time the event time in milliseconds
 * @param fields the record itself
 */
public record Event(String id, String entity, long time, IndexedRecord fields) implements Admission {}
