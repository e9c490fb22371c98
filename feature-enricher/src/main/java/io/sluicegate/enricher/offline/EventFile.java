package io.sluicegate.enricher.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.EventNeeds;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
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
    private final FileChannel channel;

    private EventFile(Iterator<GenericRecord> records, Closeable resource, FileChannel channel) {
        this.records = records;
        this.resource = resource;
        this.channel = channel;
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
        var input = new SeekableFileInput(file.toFile());
        var reader = new DataFileReader<GenericRecord>(input, new GenericDatumReader<>());
        try {
            return new EventFile(PlannedEvents.of(file, reader, needs), reader, input.getChannel());
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private static EventFile lines(Path file, Schema schema) throws IOException {
        var input = new FileInputStream(file.toFile());
        var reader = new BufferedReader(new InputStreamReader(input, UTF_8.newDecoder()));
        var lines = new int[1];
        return new EventFile(
                reader.lines()
                        .map(line -> record(line, schema, file + ", line " + ++lines[0]))
                        .iterator(),
                reader,
                input.getChannel());
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

    /** How much of the file is read, in bytes. */
    public long position() {
        try {
            return channel.isOpen() ? channel.position() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
