package io.sluicegate.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A symbol that a later version writes is read as UNKNOWN, and never as one that means something. */
class NeutralEnumsTest {

    @ParameterizedTest
    @MethodSource("enums")
    void shouldReadWhatItDoesNotKnowAsUnknown(Schema schema) {
        assertThat(schema.getEnumDefault()).isEqualTo("UNKNOWN");
    }

    static List<Schema> enums() {
        var enums = CommittedSchemasTest.generated(type -> type.isEnum());
        assertThat(enums).hasSizeGreaterThan(8);
        return enums;
    }
}
