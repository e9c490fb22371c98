package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.runtime.binary.UnreadableState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Avro as state: the id of a value's schema is the value's version. */
class StoredAvroTest {
    private static final String SCOPE = StoredAvroTest.class.getSimpleName();
    private static final String CHANGELOG = "p-drift-detector-merged-counts-changelog";
    private static final Schema TODAY = PartialCounts.getClassSchema();
    private static final Set<String> YOUNG = Set.of("rows", "sources", "silentSince");

    private AvroSerdes serdes;

    @BeforeEach
    void connect() {
        serdes = new AvroSerdes(Schemas.at("mock://" + SCOPE, Map.of()));
    }

    @AfterEach
    void forget() {
        MockSchemaRegistry.dropScope(SCOPE);
    }

    /** The older schema has its fields in another order and lacks some: only by that schema can its bytes be read. */
    @Test
    void shouldReadAValueByTheSchemaThatItWasWrittenWith() {
        // given
        var older = older(TODAY.getFullName());
        var bytes = serdes.writer(AvroSerdes.subject(CHANGELOG), older).write(record(older));
        var stored = serdes.stored(PartialCounts.class);

        // when
        var read = stored.deserializer().deserialize(CHANGELOG, bytes);

        // then
        assertThat(read.getTopic()).isEqualTo("p.features");
        assertThat(read.getPartition()).isEqualTo(3);
        assertThat(read.getWindowEnd()).isEqualTo(Instant.ofEpochMilli(9));
        assertThat(read.getLate()).isEqualTo(7);
        assertThat(read.getRows()).isZero();
        assertThat(read.getSources()).isEmpty();

        var rewritten = stored.serializer().serialize(CHANGELOG, read);
        assertThat(WireFormat.schemaId(rewritten)).isNotEqualTo(WireFormat.schemaId(bytes));
        assertThat(stored.deserializer().deserialize(CHANGELOG, rewritten)).isEqualTo(read);
    }

    @Test
    void shouldRefuseAValueWhoseSchemaTheRegistryHasLost() {
        var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();

        assertThatThrownBy(
                        () -> serdes.stored(PartialCounts.class).deserializer().deserialize(CHANGELOG, bytes))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining(CHANGELOG)
                .hasMessageContaining("no Avro schema with id 4711");
    }

    @Test
    void shouldRefuseAValueWhoseIdIsThatOfAnotherRecordInThisRegistry() {
        var other = older("io.sluicegate.records.Other");
        var bytes = serdes.writer("other-value", other).write(record(other));

        assertThatThrownBy(
                        () -> serdes.stored(PartialCounts.class).deserializer().deserialize(CHANGELOG, bytes))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("io.sluicegate.records.Other");
    }

    private static Schema older(String name) {
        var fields = TODAY.getFields().stream()
                .filter(field -> !YOUNG.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .collect(Collectors.toList());
        Collections.reverse(fields);
        var split = name.lastIndexOf('.');
        return Schema.createRecord(name.substring(split + 1), "", name.substring(0, split), false, fields);
    }

    private static GenericRecord record(Schema schema) {
        var record = new GenericData.Record(schema);
        record.put("topic", "p.features");
        record.put("partition", 3);
        record.put("subjects", List.of());
        record.put("late", 7L);
        Stream.of("windowStart", "windowEnd", "watermark").forEach(time -> record.put(time, 9L));
        return record;
    }
}
