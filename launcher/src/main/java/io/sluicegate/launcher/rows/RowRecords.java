package io.sluicegate.launcher.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The rows of a file as the records that {@code events send} makes of them. */
public final class RowRecords {
    private RowRecords() {}

    /** The records of all rows that fit the schema; the others are left out. */
    public static List<GenericRecord> read(Path file, Schema schema) throws IOException {
        var maker = new RecordMaker(schema);
        var records = new ArrayList<GenericRecord>();
        try (var rows = Rows.open(file)) {
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                if (next.get() instanceof Reading.Row row) {
                    add(records, maker, row);
                }
            }
        }
        return records;
    }

    private static void add(List<GenericRecord> records, RecordMaker maker, Reading.Row row) {
        try {
            records.add(maker.make(row));
        } catch (Misfit e) {
            return; // events send will name it
        }
    }
}
