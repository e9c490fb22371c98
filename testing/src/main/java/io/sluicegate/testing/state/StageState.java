package io.sluicegate.testing.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * A stage's state, held against the committed fixtures: today's topology begins with the state of a version, and what it writes is what
 * the newest fixture has.
 *
 * @param application the application id, which the changelogs are named for
 */
public record StageState(String application, SchemaRegistryClient registry) {
    private static final String WRITE = "sluicegate.state.write";
    private static final String CHANGELOG = "-changelog";
    private static final byte AVRO = 0;
    private static final int HEADER = 5;

    /** The topology, whose stores will hold what the version wrote, as after a restoration. */
    public Topology restored(Topology topology, StateFixture before) {
        return FilledStores.in(topology, changelogs(before));
    }

    /** Each store's records as they stand in its changelog, with their schemas registered there. */
    public Map<String, List<StoredRow>> changelogs(StateFixture before) {
        var schemas = before.schemas();
        var changelogs = new TreeMap<String, List<StoredRow>>();
        before.stores()
                .forEach((store, rows) -> changelogs.put(
                        store,
                        rows.stream()
                                .map(row -> withHeader(store, row, schemas))
                                .toList()));
        return changelogs;
    }

    private StoredRow withHeader(String store, StoredRow row, Map<String, Schema> schemas) {
        return row.schema()
                .map(name -> new StoredRow(row.key(), Optional.empty(), avro(register(store, schemas.get(name)), row)))
                .orElse(row);
    }

    private static byte[] avro(int id, StoredRow row) {
        return ByteBuffer.allocate(HEADER + row.value().length)
                .put(AVRO)
                .putInt(id)
                .put(row.value())
                .array();
    }

    private int register(String store, Schema schema) {
        try {
            return registry.register(application + "-" + store + CHANGELOG + "-value", new AvroSchema(schema));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Holds what the driver has written to its changelogs against the newest fixture, and sees to it that each store has some. With
     * {@code -Dsluicegate.state.write=true} it becomes the fixture of the version that is being built; older ones are never written.
     */
    public void check(TopologyTestDriver driver, Topology topology) {
        var schemas = new TreeMap<String, Schema>();
        var written = written(driver, schemas);
        assertThat(written).as("stores with state").containsOnlyKeys(FilledStores.logged(topology));
        if (Boolean.getBoolean(WRITE)) {
            StateFixture.present().write(written, schemas);
        }
        var newest = StateFixture.newest();
        assertThat(lines(written)).as(advice(newest)).isEqualTo(lines(newest.stores()));
        assertThat(schemas).as(advice(newest)).isEqualTo(newest.schemas());
    }

    private String advice(StateFixture newest) {
        return "the state of %s is written otherwise than in %s: raise the version of the store's format, keep a reader for the version before, and add a fixture: run this test with -D%s=true, and commit"
                .formatted(application, newest.folder(), WRITE);
    }

    private static Map<String, List<String>> lines(Map<String, List<StoredRow>> stores) {
        var lines = new TreeMap<String, List<String>>();
        stores.forEach((store, rows) ->
                lines.put(store, rows.stream().map(StoredRow::line).sorted().toList()));
        return lines;
    }

    private Map<String, List<StoredRow>> written(TopologyTestDriver driver, Map<String, Schema> schemas) {
        var stores = new TreeMap<String, List<StoredRow>>();
        driver.producedTopicNames().stream()
                .filter(topic -> topic.startsWith(application + "-") && topic.endsWith(CHANGELOG))
                .forEach(topic -> stores.put(
                        topic.substring(application.length() + 1, topic.length() - CHANGELOG.length()),
                        compacted(driver, topic).stream()
                                .map(row -> withoutHeader(row, schemas))
                                .toList()));
        return stores;
    }

    private static List<StoredRow> compacted(TopologyTestDriver driver, String topic) {
        var bytes = new ByteArrayDeserializer();
        var newest = new LinkedHashMap<ByteBuffer, byte[]>();
        driver.createOutputTopic(topic, bytes, bytes).readKeyValuesToList().forEach(record -> {
            newest.remove(ByteBuffer.wrap(record.key));
            if (record.value != null) {
                newest.put(ByteBuffer.wrap(record.key), record.value);
            }
        });
        var rows = new ArrayList<StoredRow>();
        newest.forEach((key, value) -> rows.add(new StoredRow(key.array(), Optional.empty(), value)));
        return rows;
    }

    private StoredRow withoutHeader(StoredRow row, Map<String, Schema> schemas) {
        var value = ByteBuffer.wrap(row.value());
        if (value.get() != AVRO) {
            return row;
        }
        var schema = schema(value.getInt());
        schemas.put(schema.getName(), schema);
        var body = new byte[value.remaining()];
        value.get(body);
        return new StoredRow(row.key(), Optional.of(schema.getName()), body);
    }

    private Schema schema(int id) {
        try {
            return ((AvroSchema) registry.getSchemaById(id)).rawSchema();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
