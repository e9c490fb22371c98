package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluicegate.launcher.project.FieldType.Nested;
import io.sluicegate.launcher.project.FieldType.OneOf;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.runtime.command.CommandFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldInferenceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void shouldTellWholeNumbersFromOthers() {
        assertThat(csv("bikes", "7", "0", "-3").type()).isEqualTo(Plain.LONG);
        assertThat(csv("load", "7", "0.5", "1e-3", ".5").type()).isEqualTo(Plain.DOUBLE);
        assertThat(json("load", "1", "2.0").type()).isEqualTo(Plain.DOUBLE);
    }

    @Test
    void shouldTakeMixedValuesAsTextAndSaySo() {
        var field = csv("bikes", "7", "8", "closed", "9");

        assertThat(field.type()).isEqualTo(Plain.STRING);
        assertThat(field.doubts())
                .containsExactly("3 of 4 values are numbers, others such as 'closed' aren't: taken as text");
    }

    @Test
    void shouldTakeAnEmptyColumnAsTextThatMayBeMissing() {
        var field = csv("note", "", " ", "");

        assertThat(field.type()).isEqualTo(Plain.STRING);
        assertThat(field.isOptional()).isTrue();
        assertThat(field.doubts()).containsExactly("no row has a value: taken as text that may be missing");
    }

    @Test
    void shouldTakeMissingValuesAsOptional() {
        assertThat(csv("bikes", "7", "", "8")).satisfies(field -> {
            assertThat(field.type()).isEqualTo(Plain.LONG);
            assertThat(field.isOptional()).isTrue();
            assertThat(field.doubts()).isEmpty();
        });
        assertThat(json("bikes", "7", "null").isOptional()).isTrue();
        assertThat(csv("bikes", "7", "8").isOptional()).isFalse();
    }

    @Test
    void shouldTakeWordsForMissingValuesAmongNumbersAsMissing() {
        var field = csv("load", "0.5", "NA", "1.5");

        assertThat(field.type()).isEqualTo(Plain.DOUBLE);
        assertThat(field.isOptional()).isTrue();
        assertThat(field.doubts())
                .containsExactly("'NA' in 1 rows is taken as a missing value: better leave those empty");
        assertThat(csv("country", "NA", "DE", "FR")).satisfies(country -> {
            assertThat(country.type()).isEqualTo(Plain.STRING);
            assertThat(country.isOptional()).as("NA is Namibia here").isFalse();
        });
    }

    @Test
    void shouldKeepLeadingZeros() {
        var field = csv("zip", "01067", "80331", "04103");

        assertThat(field.type()).isEqualTo(Plain.STRING);
        assertThat(field.doubts())
                .containsExactly("some values begin with a zero, as codes do: taken as text, so that no zero is lost");
        assertThat(csv("x", "0", "0.5").type()).as("zeros that are numbers").isEqualTo(Plain.DOUBLE);
    }

    @Test
    void shouldTakeTrueAndFalseInAnyCaseAsBoolean() {
        assertThat(csv("open", "true", "False", "TRUE").type()).isEqualTo(Plain.BOOLEAN);
        assertThat(json("open", "true", "false").type()).isEqualTo(Plain.BOOLEAN);
    }

    @Test
    void shouldTakeZeroAndOneAsWholeNumbersAndSaySo() {
        var field = csv("is_open", "0", "1", "1");

        assertThat(field.type()).isEqualTo(Plain.LONG);
        assertThat(field.doubts())
                .containsExactly("holds only 0 and 1: taken as a whole number, since later rows may hold more");
    }

    @Test
    void shouldTakeZeroAndOneBesideTrueAndFalseAsBoolean() {
        var field = csv("is_open", "0", "true", "1");

        assertThat(field.type()).isEqualTo(Plain.BOOLEAN);
        assertThat(field.doubts()).singleElement().asString().contains("some flags are written as 0 and 1");
    }

    @Test
    void shouldKeepNumbersThatNoLongHoldsAsText() {
        var field = csv("iban", "12345678901234567890", "7");

        assertThat(field.type()).isEqualTo(Plain.STRING);
        assertThat(field.doubts()).singleElement().asString().contains("more digits than 64 bits can hold");
        assertThat(csv("x", "12345678901234567890", "0.5").type()).isEqualTo(Plain.DOUBLE);
    }

    @Test
    void shouldSayThatAModelRoundsLargeNumbers() {
        var field = csv("serial", "9007199254740993", "7");

        assertThat(field.type()).isEqualTo(Plain.LONG);
        assertThat(field.doubts()).singleElement().asString().contains("above 2^53");
    }

    @Test
    void shouldRefuseDecimalCommasWithAWord() {
        assertThatThrownBy(() -> csv("load", "1", "0,5", "2"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(
                        "the column 'load' has the value 0,5 in row 2, a number with a decimal comma; export the file"
                                + " again with decimal points");
        assertThatThrownBy(() -> csv("price", "1.234,50", "2,00")).isInstanceOf(CommandFailed.class);
        assertThat(csv("note", "0,5", "half").type()).as("text with commas").isEqualTo(Plain.STRING);
    }

    @Test
    void shouldTakeAFewWordsThatRepeatAsAnEnum() {
        var field = csv("weather", repeated("rain", "sun", "snow"));

        assertThat(field.type()).isEqualTo(new OneOf(List.of("rain", "snow", "sun")));
        assertThat(field.doubts()).singleElement().asString().contains("can't be sent");
    }

    @Test
    void shouldTakeWordsAsTextIfTheyAreManyOrRareOrNoSymbols() {
        assertThat(csv("weather", "rain", "sun", "rain").type()).as("few rows").isEqualTo(Plain.STRING);
        assertThat(csv("weather", repeated("light rain", "sun")).type())
                .as("a space")
                .isEqualTo(Plain.STRING);
        assertThat(csv("weather", repeated("Köln", "Bonn")).type())
                .as("an umlaut")
                .isEqualTo(Plain.STRING);
        var almost = new ArrayList<>(List.of(repeated("rain", "sun")));
        almost.add("hail");
        assertThat(csv("weather", almost.toArray(String[]::new)).type())
                .as("one seen once")
                .isEqualTo(Plain.STRING);
    }

    @Test
    void shouldTellTimesInIso() {
        var zoned = csv("observed", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123+01:00");
        var local = csv("observed", "2026-01-02 03:04", "2026-01-02 03:05:06");

        assertThat(zoned.type()).isEqualTo(new Time(TimeForm.ISO));
        assertThat(zoned.doubts()).isEmpty();
        assertThat(local.type()).isEqualTo(new Time(TimeForm.ISO));
        assertThat(local.doubts()).containsExactly("times without a zone are taken as UTC");
        assertThat(json("observed", "\"2026-01-02\"").type()).isEqualTo(new Time(TimeForm.ISO));
    }

    @Test
    void shouldTellEpochSecondsAndMillisecondsByNameAndSize() {
        assertThat(csv("last_reported", "1767225600", "1767225660").type()).isEqualTo(new Time(TimeForm.EPOCH_SECONDS));
        assertThat(csv("lastReported", "1767225600123", "1767225660123").type())
                .isEqualTo(new Time(TimeForm.EPOCH_MILLIS));
        assertThat(csv("ts", "1767225600.25", "1767225660.5").type()).isEqualTo(new Time(TimeForm.EPOCH_SECONDS));
        assertThat(csv("population", "1767225600", "1400000000")).satisfies(field -> {
            assertThat(field.type()).isEqualTo(Plain.LONG);
            assertThat(field.doubts())
                    .containsExactly("the numbers could be times in epoch-seconds: taken as whole numbers");
        });
        assertThat(csv("lead_time", "15", "30").type())
                .as("no time of this century")
                .isEqualTo(Plain.LONG);
    }

    @Test
    void shouldSayThatADateInAnotherFormIsText() {
        var field = csv("start time", "02/01/2026 10:00", "03/01/2026 10:00");

        assertThat(field.type()).isEqualTo(Plain.STRING);
        assertThat(field.doubts()).singleElement().asString().contains("'02/01/2026 10:00' is no time in ISO 8601");
    }

    @Test
    void shouldLeaveNumbersInQuotesOfJsonAsText() {
        assertThat(json("code", "\"7\"", "\"8\"").type()).isEqualTo(Plain.STRING);
    }

    @Test
    void shouldTakeEquallyLongArraysOfNumbersAsVectors() {
        assertThat(json("embedding", "[0.5,1]", "[1.5,2]").type()).isInstanceOfSatisfying(Vector.class, vector -> {
            assertThat(vector.form().element()).isEqualTo(Element.FLOAT32);
            assertThat(vector.form().shape()).containsExactly(2);
        });
        assertThat(json("counts", "[1,2,3]").type()).isInstanceOfSatisfying(Vector.class, vector -> assertThat(
                        vector.form().element())
                .isEqualTo(Element.INT64));
        assertThat(json("ragged", "[1]", "[1,2]").type()).isInstanceOf(Other.class);
        assertThat(json("tags", "[\"a\"]").type()).isInstanceOf(Other.class);
    }

    @Test
    void shouldInferNestedObjects() {
        assertThat(json("station", "{\"id\":\"a\",\"lat\":52.5}", "{\"id\":\"b\"}")
                        .type())
                .isInstanceOfSatisfying(Nested.class, nested -> assertThat(nested.fields())
                        .satisfiesExactly(
                                id -> assertThat(id.type()).isEqualTo(Plain.STRING),
                                lat -> assertThat(lat.isOptional()).isTrue()));
        assertThat(json("mixed", "{}", "1").type()).isInstanceOf(Other.class);
    }

    @Test
    void shouldTakeOneRowAtItsWord() {
        assertThat(csv("bikes", "7")).satisfies(field -> {
            assertThat(field.type()).isEqualTo(Plain.LONG);
            assertThat(field.facts())
                    .hasValueSatisfying(facts -> assertThat(facts.words()).isEqualTo("always 7"));
        });
    }

    @Test
    void shouldSayWhatTheSampleHas() {
        assertThat(csv("bikes", "7", "30", "", "7").facts()).hasValueSatisfying(facts -> assertThat(facts.words())
                .isEqualTo("2 values, 7 to 30, missing in 1 of 4"));
    }

    private static String[] repeated(String... words) {
        return Collections.nCopies(12, words).stream().flatMap(Stream::of).toArray(String[]::new);
    }

    private static Field csv(String name, String... values) {
        var cells = Stream.of(values).<JsonNode>map(TextNode::new).toList();
        return new FieldInference(name, AvroNames.of(name), cells, true).field();
    }

    private static Field json(String name, String... values) {
        var cells = Stream.of(values).map(FieldInferenceTest::parsed).toList();
        return new FieldInference(name, AvroNames.of(name), cells, false).field();
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
