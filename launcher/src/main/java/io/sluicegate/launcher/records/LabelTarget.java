package io.sluicegate.launcher.records;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.launcher.rows.FieldPath;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.launcher.rows.RecordMaker;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Label;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Rows become labels. A row may name the event's id, entity and time as the pipeline's events do. A row without knownAt becomes known
 * now; one without eventTime gets its knownAt, because labels are counted by the later of both.
 */
final class LabelTarget implements Target {
    private static final String EVENT_ID = "eventId";
    private static final String ENTITY = "entity";
    private static final String POSITIVE = "positive";
    private static final String EVENT_TIME = "eventTime";
    private static final String KNOWN_AT = "knownAt";

    private final PipelineConfig config;
    private final Optional<Schema> events;
    private final InstantSource clock;
    private final RecordMaker maker = new RecordMaker(Label.getClassSchema());
    private final FieldPath entity =
            FieldPath.of(Label.getClassSchema(), ENTITY).orElseThrow();
    private final FieldPath knownAt =
            FieldPath.of(Label.getClassSchema(), KNOWN_AT).orElseThrow();

    /** @param events the events' schema, whose aliases are names as well; empty if none is registered */
    LabelTarget(PipelineConfig config, Optional<Schema> events, InstantSource clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String noun() {
        return "labels";
    }

    @Override
    public String topic() {
        return Topics.of(config.pipeline()).labels();
    }

    @Override
    public Schema schema() {
        return Label.getClassSchema();
    }

    @Override
    public GenericRecord record(Row row) {
        var values = row.fields().deepCopy();
        config.events().id().ifPresent(id -> rename(values, id, EVENT_ID));
        rename(values, config.events().entity(), ENTITY);
        rename(values, config.events().time(), EVENT_TIME);
        setIfAbsent(values, KNOWN_AT, LongNode.valueOf(clock.millis()));
        setIfAbsent(values, EVENT_TIME, values.get(KNOWN_AT));
        truth(values);
        return maker.make(new Row(row.line(), values, row.isText()));
    }

    private void rename(ObjectNode values, String field, String to) {
        if (!values.has(to)) {
            names(field).filter(values::has).findFirst().ifPresent(name -> values.set(to, values.remove(name)));
        }
    }

    /** The field's name, and those that files may have for it. */
    private Stream<String> names(String field) {
        return Stream.concat(
                Stream.of(field),
                events.map(schema -> schema.getField(field)).stream().flatMap(it -> it.aliases().stream()));
    }

    private static void setIfAbsent(ObjectNode values, String name, com.fasterxml.jackson.databind.JsonNode value) {
        if (!values.hasNonNull(name)) {
            values.set(name, value);
        }
    }

    /** Data sets have 1 and 0 for what is true and false. */
    private static void truth(ObjectNode values) {
        var positive = values.path(POSITIVE);
        if (positive.isNumber() && (positive.asDouble() == 0 || positive.asDouble() == 1)) {
            values.set(POSITIVE, BooleanNode.valueOf(positive.asDouble() == 1));
        }
    }

    @Override
    public String key(GenericRecord record) {
        return entity.text(record).orElseThrow();
    }

    @Override
    public Optional<Instant> time(GenericRecord record) {
        return knownAt.time(record);
    }

    @Override
    public Set<String> unknown() {
        return maker.unknown();
    }
}
