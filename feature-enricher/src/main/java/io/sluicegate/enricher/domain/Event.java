package io.sluicegate.enricher.domain;

import org.apache.avro.generic.IndexedRecord;

/**
 * An admitted event: all that is required is there.
 *
 * @param id the declared id, or the position
 * @param entity whom or what it is about
 * @param time when it happened, in milliseconds
 * @param fields the record itself
 */
public record Event(String id, String entity, long time, IndexedRecord fields) implements Admission {}
