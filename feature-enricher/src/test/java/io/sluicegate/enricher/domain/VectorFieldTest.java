package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static io.sluicegate.enricher.Pictures.littleEndian;
import static io.sluicegate.enricher.Pictures.vector;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.BFLOAT16;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.BOOL;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.FLOAT16;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.FLOAT32;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.INT16;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.UINT8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Declare;
import io.sluicegate.enricher.Pictures;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.pipeline.config.FeatureSet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class VectorFieldTest {
    @Test
    void shouldGiveTheElementsOfEachKindOfField() {
        assertThat(card(Pictures.features()).send(Pictures.at("c", 0)))
                .containsEntry("amount", 1.5)
                .containsEntry("floats", littleEndian(24, to -> List.of(0f, 1.5f, -2f, 3f, Float.NaN, 5f)
                        .forEach(to::putFloat)))
                .containsEntry("doubles", littleEndian(8, to -> to.putFloat(0).putFloat(255)))
                .containsEntry("levels", littleEndian(2, to -> to.put((byte) 0).put((byte) 255)))
                .containsEntry("longs", littleEndian(24, to -> to.putLong(Long.MIN_VALUE)
                        .putLong(0)
                        .putLong(9_007_199_254_740_993L)))
                .containsEntry("count_1h", 1L)
                .containsEntry("ints", ByteBuffer.wrap(new byte[] {0, 1, (byte) 200, (byte) 255}))
                .containsEntry(
                        "pixels", ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 128, (byte) 255}))
                .containsEntry("code", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    }

    @Test
    void shouldGiveNullWhereTheEventHasNone() {
        assertThat(card(Pictures.features()).send(Pictures.with("floats", null)))
                .containsEntry("floats", null)
                .containsEntry("doubles", littleEndian(8, to -> to.putFloat(0).putFloat(255)));
    }

    @Test
    void shouldRejectAnEventWhoseVectorHasAnotherLength() {
        assertThat(rejection(Pictures.with("floats", List.of(1f, 2f))))
                .isEqualTo(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "the event's field floats has 2 elements; feature 'floats' takes 6, as float32 [2, 3]"));
        assertThat(rejection(Pictures.with("image", Pictures.image(1, 2, 3))))
                .isEqualTo(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "the event's field image.pixels has 3 bytes; feature 'pixels' takes 12, as uint8 [2, 2, 3]"));
    }

    @Test
    void shouldRejectAnEventWithAnElementThatTheTypeCannotHold() {
        assertThat(rejection(Pictures.with("ints", List.of(0, 1, 256, -1))))
                .isEqualTo(new Rejection(
                        ErrorCode.WRONG_TYPE,
                        "element 2 of the event's field ints is no uint8, as feature 'ints' takes them"));
        assertThat(rejection(Pictures.with("doubles", List.of(1.0, 1e39))).message())
                .isEqualTo("element 1 of the event's field doubles is no float32, as feature 'doubles' takes them");
        assertThat(rejection(Pictures.with("doubles", List.of(0.5, 1.0))).message())
                .isEqualTo("element 0 of the event's field doubles is no uint8, as feature 'levels' takes them");
        var flags = Declare.set(vector("flags", BOOL, "image.pixels", 3));
        assertThat(rejection(card(flags), Pictures.with("image", Pictures.image(0, 1, 2)))
                        .message())
                .isEqualTo("element 2 of the event's field image.pixels is no bool, as feature 'flags' takes them");
    }

    @Test
    void shouldRejectAnEventWithoutARequiredVector() {
        var required = new FeatureDefinition("x", new VectorForm(FLOAT32, List.of(6)), new Field("floats", true));

        assertThat(rejection(card(Declare.set(required)), Pictures.with("floats", null)))
                .isEqualTo(new Rejection(ErrorCode.MISSING_FIELD, "the event's field floats has no value"));
    }

    @Test
    void shouldTakeHalvesFromBytes() {
        var halves = Declare.set(vector("halves", FLOAT16, "image.pixels", 6), vector("brain", BFLOAT16, "code", 2));

        assertThat(card(halves).send(Pictures.at("c", 0)))
                .containsEntry("brain", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    }

    @Test
    void shouldRefuseAFieldThatHasNoVectors() {
        var set = Declare.set(
                vector("a", FLOAT32, "cardId", 2),
                vector("b", FLOAT32, "image", 2),
                vector("c", FLOAT16, "floats", 6),
                vector("d", INT16, "code", 3),
                new FeatureDefinition(
                        "e",
                        new VectorForm(UINT8, List.of(1)),
                        new Windowed(Aggregate.SUM, Optional.of("amount"), Duration.ofHours(1), Optional.empty())),
                Declare.cel("f", Type.DOUBLE, "double(feature.c)"),
                Declare.cel("g", Type.LONG, "size(event.doubles)"));

        assertThat(problems(set))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "features.a: it is declared as a vector, but the field cardId is a string, not"
                                                + " bytes or an array of numbers without nulls"),
                        problem -> assertThat(problem).startsWith("features.b: the event has no field image"),
                        problem -> assertThat(problem)
                                .isEqualTo("features.c: elements of float16 are taken from bytes alone, but the field"
                                        + " floats is an array; let them be float32"),
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "features.d: its vectors of int16 [3] take 6 bytes, but the field code has 4"),
                        problem ->
                                assertThat(problem).isEqualTo("features.e: it is declared as VECTOR but is a double"),
                        problem -> assertThat(problem)
                                .startsWith("features.f: cel: column 8: ")
                                .endsWith("c is a vector, which no expression can use"));
    }

    private static List<String> problems(FeatureSet set) {
        try {
            var unused = FeatureEngine.of(set, CARD_EVENTS, Pictures.SCHEMA);
            return List.of();
        } catch (InvalidFeatureSetException e) {
            return e.problems();
        }
    }

    private static Entity card(FeatureSet set) {
        return new Entity(set, CARD_EVENTS, Pictures.SCHEMA, "c");
    }

    private static Rejection rejection(GenericRecord event) {
        return rejection(card(Pictures.features()), event);
    }

    private static Rejection rejection(Entity card, GenericRecord event) {
        return ((Rejected) card.admit(event)).rejection();
    }
}
