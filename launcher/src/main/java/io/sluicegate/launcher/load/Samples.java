package io.sluicegate.launcher.load;

import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The events that a load is made of, before they get an id, a time and a key of their own. */
interface Samples {
    /** An event of the caller's own. */
    GenericRecord next();

    /** These records, again and again. */
    static Samples repeated(List<GenericRecord> records) {
        var next = new int[1];
        return () -> {
            var record = records.get(next[0]);
            next[0] = (next[0] + 1) % records.size();
            return new GenericData.Record((GenericData.Record) record, true);
        };
    }
}
