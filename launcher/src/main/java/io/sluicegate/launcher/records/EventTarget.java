package io.sluicegate.launcher.records;

import io.sluicegate.launcher.rows.EventFields;
import io.sluicegate.launcher.rows.Misfit;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.launcher.rows.RecordMaker;
import io.sluicegate.pipeline.config.EventSettings;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Rows become events, keyed by the entity. */
final class EventTarget implements Target {
    private final EventSettings events;
    private final Schema schema;
    private final RecordMaker maker;
    private final EventFields fields;

    EventTarget(EventSettings events, Schema schema) {
        this.events = events;
        this.schema = schema;
        this.maker = new RecordMaker(schema);
        this.fields = EventFields.of(events, schema);
    }

    @Override
    public String noun() {
        return "events";
    }

    @Override
    public String topic() {
        return events.topic();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public GenericRecord record(Row row) {
        return maker.make(row);
    }

    @Override
    public String key(GenericRecord record) {
        return fields.entity()
                .text(record)
                .filter(key -> !key.isEmpty())
                .orElseThrow(() ->
                        new Misfit(fields.entity().path(), "a value, because it is the record's key", "no value"));
    }

    @Override
    public Optional<Instant> time(GenericRecord record) {
        return fields.time().time(record);
    }

    @Override
    public Set<String> unknown() {
        return maker.unknown();
    }
}
