package io.sluicegate.launcher.records;

import io.sluicegate.launcher.rows.Misfit;
import io.sluicegate.launcher.rows.Reading.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** What the rows of a file become. */
interface Target {

    /** What the records are, in the plural. */
    String noun();

    /** What one of the records is. */
    default String one() {
        return noun().substring(0, noun().length() - 1);
    }

    String topic();

    Schema schema();

    /**
     * The row as a record.
     *
     * @throws Misfit if a value doesn't fit
     */
    GenericRecord record(Row row);

    /**
     * The record's key.
     *
     * @throws Misfit if the record has none
     */
    String key(GenericRecord record);

    /** The time that the speed counts by. */
    Optional<Instant> time(GenericRecord record);

    /** The rows' fields so far that no record has. */
    Set<String> unknown();
}
