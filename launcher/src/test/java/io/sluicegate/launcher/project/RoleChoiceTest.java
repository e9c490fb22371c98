package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.launcher.project.RoleChoice.Given;
import io.sluicegate.runtime.command.CommandFailed;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleChoiceTest {
    private static final Given NOTHING = new Given(null, null, null);
    private static final List<Field> STATIONS = fields(
            "obs id,station,bikes,last reported,weather",
            "o-1,north,7,2026-01-01T00:00:00Z,rain",
            "o-2,south,8,2026-01-01T00:01:00Z,sun",
            "o-3,north,6,2026-01-01T00:02:00Z,sun",
            "o-4,south,6,2026-01-01T00:03:00Z,rain");

    @Test
    void shouldProposeByNamesAndValuesAndSaySo() {
        var made = choice(STATIONS).make(NOTHING);

        assertThat(made.roles().entity()).isEqualTo("station");
        assertThat(made.roles().time()).isEqualTo("last_reported");
        assertThat(made.roles().id()).contains("obs_id");
        assertThat(made.notes())
                .containsExactly(
                        "time is 'last reported' (its values are times); --time says otherwise",
                        "entity is 'station' (its name, and its values repeat); --entity says otherwise",
                        "id is 'obs id' (its name, and no value comes twice); --id says otherwise");
    }

    @Test
    void shouldTakeFlagsByTheColumnsNameOrTheFields() {
        var made = choice(STATIONS).make(new Given("weather", "last_reported", "none"));

        assertThat(made.roles()).isEqualTo(new Roles("weather", "last_reported", java.util.Optional.empty()));
        assertThat(choice(STATIONS)
                        .make(new Given("station", "last reported", "obs id"))
                        .roles()
                        .id())
                .contains("obs_id");
    }

    @Test
    void shouldRefuseAFieldThatIsNotThereOrCannotHaveTheRole() {
        assertThatThrownBy(() -> choice(STATIONS).make(new Given("stations", null, null)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(
                        "there is no field 'stations'; name one of obs id, station, bikes, last reported, weather with"
                                + " --entity");
        assertThatThrownBy(() -> choice(STATIONS).make(new Given(null, "station", null)))
                .hasMessageContaining("the field 'station' is text (string), and holds no times");
        assertThatThrownBy(() -> choice(STATIONS).make(new Given(null, "bikes", null)))
                .hasMessageContaining("and holds no times");
        assertThatThrownBy(() -> choice(fields("load,at", "0.5,2026-01-01", "0.6,2026-01-02"))
                        .make(new Given("load", null, null)))
                .hasMessageContaining("can't name anything");
    }

    @Test
    void shouldSayWhatIsMissingWhereNothingCanBeProposed() {
        assertThatThrownBy(() -> choice(fields("a,b", "1,x", "2,y")).make(NOTHING))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("no field is obviously the time of an event; name one with --time, out of a, b");
    }

    @Test
    void shouldTakeNumbersAsTimesIfSomebodySaysSo() {
        var made = choice(fields("unit,n", "a,1767225600", "a,1767225660")).make(new Given("unit", "n", "none"));

        assertThat(made.fields().get(1).type()).isEqualTo(new Time(TimeForm.EPOCH_SECONDS));
        assertThat(made.fields().get(1).doubts()).isEmpty();
    }

    @Test
    void shouldNotLetAnEntityBeOneOfAFewSymbols() {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            rows.add((i % 2 == 0 ? "north" : "south") + ",2026-01-01T00:00:" + (10 + i) + "Z");
        }
        var fields = fields("station_name,at", rows.toArray(String[]::new));
        assertThat(fields.get(0).type()).isInstanceOf(FieldType.OneOf.class);

        var made = choice(fields).make(NOTHING);

        assertThat(made.roles().entity()).isEqualTo("station_name");
        assertThat(made.fields().get(0).type()).isEqualTo(Plain.STRING);
    }

    @Test
    void shouldAskAPersonAndTakeEnterForTheProposal() {
        var out = new ByteArrayOutputStream();
        var questions = Questions.on(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("\nweather\nnone\n")));

        var made = new RoleChoice(STATIONS, questions, true).make(NOTHING);

        assertThat(made.roles()).isEqualTo(new Roles("weather", "last_reported", java.util.Optional.empty()));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Which field says when the event happened? [last reported]: ")
                .contains("[station]: ");
    }

    @Test
    void shouldProposeBySchemaAlone() {
        var made = new RoleChoice(
                        List.of(
                                Field.declared("transactionId", Plain.STRING, false),
                                Field.declared("cardId", Plain.STRING, false),
                                Field.declared("amount", Plain.DOUBLE, false),
                                Field.declared("occurredAt", new Time(TimeForm.EPOCH_MILLIS), false)),
                        Questions.nobody(),
                        false)
                .make(NOTHING);

        assertThat(made.roles()).isEqualTo(new Roles("cardId", "occurredAt", java.util.Optional.of("transactionId")));
    }

    @Test
    void shouldNotTakeACountForAnEntity() {
        var made = choice(fields("bikes,place,at", "7,north,2026-01-01", "7,north,2026-01-02"))
                .make(NOTHING);

        assertThat(made.roles().entity()).isEqualTo("place");
        assertThat(made.roles().id()).isEmpty();
        assertThat(made.notes()).anyMatch(note -> note.startsWith("events have no id of their own"));
    }

    private static RoleChoice choice(List<Field> fields) {
        return new RoleChoice(fields, Questions.nobody(), true);
    }

    private static List<Field> fields(String heading, String... rows) {
        var columns = List.of(heading.split(","));
        var values = new ArrayList<Map<String, JsonNode>>();
        for (var row : rows) {
            var cells = new LinkedHashMap<String, JsonNode>();
            var texts = row.split(",");
            for (int i = 0; i < texts.length; i++) {
                cells.put(columns.get(i), new TextNode(texts[i]));
            }
            values.add(cells);
        }
        return FieldInference.fields(new SampleTable(columns, values, true, true, ""));
    }
}
