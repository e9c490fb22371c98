package io.sluicegate.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;

/**
 * Holds each record to its last committed schema: records written by either can be read by the other. A compatible change is accepted
 * by running this test with {@code -Dsluicegate.schemas.accept=true}, which writes the committed copies anew; commit them.
 */
class CommittedSchemasTest {
    private static final String ACCEPT = "sluicegate.schemas.accept";
    private static final Path COMMITTED = Path.of("src/test/resources/committed");
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void shouldReadAndBeReadByTheCommittedSchemas() {
        var current = current();
        var committed = committed();

        committed.forEach((name, before) -> assertThat(current)
                .as("the record %s is gone, but others may still write or read it", name)
                .containsKey(name));
        committed.forEach((name, before) -> assertThat(trouble(before, current.get(name)))
                .as(
                        "%s: records of the committed schema and of this one must be readable by each other;"
                                + " give new fields a default, and take away only fields that have one",
                        name)
                .isEmpty());
    }

    @Test
    void shouldHaveACommittedCopyOfEachSchema() {
        if (Boolean.getBoolean(ACCEPT)) {
            assertThat(troubles()).as("not accepted, for it is incompatible").isEmpty();
            write(current());
        }
        var current = texts(current());
        var committed = texts(committed());
        if (!current.equals(committed)) {
            fail("the schemas of " + differing(current, committed) + " differ from their committed copies;"
                    + " if that is wished, run 'mvn -pl schemas test -D" + ACCEPT + "=true' and commit " + COMMITTED);
        }
    }

    @Test
    void shouldNoticeAnIncompatibleChange() {
        var before = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        var added = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .requiredLong("b")
                .endRecord();
        var optional = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .optionalLong("b")
                .endRecord();

        assertThat(trouble(before, added)).isNotEmpty();
        assertThat(trouble(added, before)).isNotEmpty();
        assertThat(trouble(before, optional)).isEmpty();
    }

    private static List<String> troubles() {
        var current = current();
        return committed().entrySet().stream()
                .filter(before -> current.containsKey(before.getKey()))
                .flatMap(before -> trouble(before.getValue(), current.get(before.getKey())).stream())
                .toList();
    }

    private static List<String> trouble(Schema before, Schema after) {
        return Stream.of(
                        SchemaCompatibility.checkReaderWriterCompatibility(after, before),
                        SchemaCompatibility.checkReaderWriterCompatibility(before, after))
                .flatMap(pair -> pair.getResult().getIncompatibilities().stream())
                .map(Object::toString)
                .toList();
    }

    private static String differing(Map<String, String> current, Map<String, String> committed) {
        return Stream.concat(current.keySet().stream(), committed.keySet().stream())
                .distinct()
                .filter(name -> !current.getOrDefault(name, "").equals(committed.getOrDefault(name, "")))
                .collect(Collectors.joining(", "));
    }

    /** By full name, the schema of each generated record. */
    private static Map<String, Schema> current() {
        var schemas = new TreeMap<String, Schema>();
        generated(type -> !type.isEnum()).forEach(schema -> schemas.put(schema.getFullName(), schema));
        return schemas;
    }

    /** The schemas of the generated classes of a kind. */
    static List<Schema> generated(Predicate<Class<?>> kind) {
        return files(CLASSES, ".class").stream()
                .map(file -> CLASSES.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.'))
                .flatMap(name -> schema(name, kind).stream())
                .toList();
    }

    private static Optional<Schema> schema(String className, Predicate<Class<?>> kind) {
        try {
            var type = Class.forName(className);
            var field = type.getField("SCHEMA$");
            return Modifier.isStatic(field.getModifiers()) && kind.test(type)
                    ? Optional.of((Schema) field.get(null))
                    : Optional.empty();
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Schema> committed() {
        var schemas = new TreeMap<String, Schema>();
        for (var file : files(COMMITTED, ".avsc")) {
            var schema = new Schema.Parser().parse(read(file));
            schemas.put(schema.getFullName(), schema);
        }
        return schemas;
    }

    private static Map<String, String> texts(Map<String, Schema> schemas) {
        var texts = new TreeMap<String, String>();
        schemas.forEach((name, schema) -> texts.put(name, schema.toString()));
        return texts;
    }

    private static void write(Map<String, Schema> schemas) {
        try {
            for (var file : files(COMMITTED, ".avsc")) {
                Files.delete(file);
            }
            Files.createDirectories(COMMITTED);
            for (var schema : schemas.entrySet()) {
                Files.writeString(
                        COMMITTED.resolve(schema.getKey() + ".avsc"),
                        SchemaFormatter.format("json/pretty", schema.getValue()) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String end) {
        if (!Files.exists(folder)) {
            return new ArrayList<>();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
