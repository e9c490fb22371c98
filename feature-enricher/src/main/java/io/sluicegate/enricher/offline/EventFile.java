package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.EventNeeds;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * A reader of events recorded in a file, in the order of the file: an Avro object container file ({@code .avro}), or lines of
 * Avro's JSON encoding ({@code .jsonl}; a value of a union is written with its type: {@code {"deviceAgeDays": {"double": 3.5}}}).
 */
public final class EventFile implements Iterator<GenericRecord>, Closeable {
    private final Iterator<GenericRecord> records;
    private final Closeable resource;

    private EventFile(Iterator<GenericRecord> records, Closeable resource) {
        this.records = records;
        this.resource = resource;
    }

    /**
     * Opens a file.
     *
     * @param needs the fields that are read of the events; a container file may have any schema with these fields
     */
    public static EventFile open(Path file, EventNeeds needs) throws IOException {
        var name = file.toString();
        if (name.endsWith(".avro")) {
            return container(file, needs);
        }
        if (name.endsWith(".jsonl")) {
            return lines(file, needs.schema());
        }
        throw new IOException(
                file + " is neither .avro (Avro container file) nor .jsonl (Avro's JSON, one event a line)");
    }

    private static EventFile container(Path file, EventNeeds needs) throws IOException {
        var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>());
        try {
            return new EventFile(PlannedEvents.of(file, reader, needs), reader);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private static EventFile lines(Path file, Schema schema) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file);
        var lines = new int[1];
        return new EventFile(
                reader.lines()
                        .map(line -> record(line, schema, file + ", line " + ++lines[0]))
                        .iterator(),
                reader);
    }

    private static GenericRecord record(String line, Schema schema, String place) {
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, line));
        } catch (IOException | AvroRuntimeException e) {
            throw new UncheckedIOException(new IOException(
                    place + ": not a " + schema.getFullName() + " in Avro's JSON encoding: " + e.getMessage(), e));
        }
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public GenericRecord next() {
        return records.next();
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }
}
