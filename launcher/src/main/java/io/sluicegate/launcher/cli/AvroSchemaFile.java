package io.sluicegate.launcher.cli;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A file with an Avro schema, as users pass it to commands. */
public final class AvroSchemaFile {
    private AvroSchemaFile() {}

    public static Schema read(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailed(Message.FILE_MISSING, file);
        }
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException | AvroRuntimeException e) {
            throw new CommandFailed(e, Message.NOT_A_SCHEMA, file, String.valueOf(e.getMessage()));
        }
    }

    /** The schema of records: events are records. */
    public static Schema record(Path file) {
        var schema = read(file);
        if (schema.getType() != Schema.Type.RECORD) {
            throw new CommandFailed(
                    Message.NOT_A_SCHEMA,
                    file,
                    "expected a record, found " + schema.getType().getName());
        }
        return schema;
    }
}
