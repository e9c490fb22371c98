package io.sluicegate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemasTest {
    private static boolean reads(int reader, int writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(
                                EventSchemas.number(reader), EventSchemas.number(writer))
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void shouldLetEachNewSchemaReadTheOldEvents(int number) {
        assertThat(EventSchemas.number(number)).isNotEqualTo(EventSchemas.number(number - 1));
        assertThat(reads(number, number - 1)).isTrue();
    }

    @Test
    void shouldKeepReadersOfTheOldSchemaFromReadingWhatLacksAField() {
        assertThat(reads(1, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAllHoldWhatTheFeaturesUse(int number) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(EventSchemas.USED, EventSchemas.number(number))
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
