package io.sluicegate.runtime.kafka;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;

/**
 * Schema providers that tell a schema of another format from a registry that doesn't answer: the client alone reports both alike. A
 * reference that can't be fetched counts as no answer.
 */
final class AvroOnly {
    private AvroOnly() {}

    /** The registry has the schema, but not as Avro. */
    private static final class NotAvro extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Avro extends AvroSchemaProvider {
        @Override
        public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew, boolean normalize) {
            try {
                return Optional.of(parseSchemaOrElseThrow(schema, isNew, normalize));
            } catch (AvroRuntimeException e) {
                throw new NotAvro();
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }
    }

    private record Other(String schemaType) implements SchemaProvider {
        @Override
        public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew, boolean normalize) {
            throw new NotAvro();
        }

        @Override
        public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
            throw new NotAvro();
        }
    }

    static List<SchemaProvider> providers() {
        return List.of(new Avro(), new Other("JSON"), new Other("PROTOBUF"));
    }

    /** Whether the client failed because a schema isn't Avro. */
    static boolean refused(RuntimeException fault) {
        return Stream.<Throwable>iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(NotAvro.class::isInstance);
    }
}
