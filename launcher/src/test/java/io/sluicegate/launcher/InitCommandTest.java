package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.registry.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} makes of a newcomer's files, and what it says. */
class InitCommandTest {
    private static final Instant LAST = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path home;

    private Path project;

    @BeforeEach
    void choose() {
        project = home.resolve("bike-stations");
    }

    @Test
    void shouldMakeAProjectOfObservationsAndAModelOfOneMatrix() throws IOException {
        var said = init(csv(240), model(BikeStations.matrix(0.1f))).succeeded();

        assertThat(said.out())
                .contains("inferred from all 240 rows of ")
                .contains("time is 'start time' (its values are times); --time says otherwise")
                .contains("entity is 'station id' (its name, and its values repeat); --entity says otherwise")
                .contains("id is 'obs id' (its name, and no value comes twice); --id says otherwise")
                .contains("renamed: 'start time' is 'start_time' in the schema")
                .contains("renamed: 'Fahrräder frei' is 'Fahrraeder_frei' in the schema")
                .contains("unsure: 'start time' times without a zone are taken as UTC")
                .contains("unsure: 'is_renting' holds only 0 and 1")
                .contains("unsure: the columns of the model's input 'float_input' (float32 [rows, 4]) are taken to be"
                        + " Fahrraeder_frei, docks, temperature, is_renting, in this order: correct manifest.yaml")
                .contains("The bundle of bike_stations-model@1 is at ")
                .contains("the reference for drift is the sample")
                .contains("sluicegate dev ");
        assertThat(Files.readString(project.resolve("pipeline.yaml")))
                .contains("pipeline: bike_stations\n")
                .contains("  entity: station_id ")
                .contains("  id: obs_id\n")
                .contains("  time: start_time\n")
                .contains("- {name: Fahrraeder_frei, type: long, field: Fahrraeder_frei}")
                .contains("- {name: temperature, type: double, field: temperature}")
                .contains("- {name: weather, type: string, field: weather}")
                .contains("- {name: events_1h, type: long, aggregate: count, window: 1h}")
                .contains(
                        "- {name: mean_Fahrraeder_frei_1h, type: double, aggregate: mean, of: Fahrraeder_frei, window: 1h}");
        assertThat(Files.readString(project.resolve("bundle/reference.json")))
                .contains("Fahrraeder_frei", "temperature");
        inOrder();
        Desk.run("bundle", "verify", project.resolve("bundle").toString()).succeeded();
    }

    @Test
    void shouldInferASchemaThatKeepsTheNamesOfTheColumns() throws IOException {
        init(csv(240)).succeeded();

        var schema = schema();
        assertThat(schema.getField("start_time").aliases()).containsExactly("start time");
        assertThat(schema.getField("start_time").schema().getLogicalType().getName())
                .isEqualTo("timestamp-millis");
        assertThat(schema.getField("Fahrraeder_frei").schema().getType()).isEqualTo(Schema.Type.LONG);
        assertThat(schema.getField("temperature").schema()).hasToString("[\"null\",\"double\"]");
        assertThat(schema.getField("weather").schema().getEnumSymbols()).containsExactly("rain", "snow", "sun");
        assertThat(schema.getField("station_id").schema().getType()).isEqualTo(Schema.Type.STRING);
    }

    @Test
    void shouldCopyTheFirstRowsAsTheyCame() throws IOException {
        var file = csv(1_200);

        init(file).succeeded();

        var lines = Files.readAllLines(Path.of(file));
        assertThat(Files.readAllLines(project.resolve("events.csv"))).isEqualTo(lines.subList(0, 1_001));
        assertThat(Files.readString(project.resolve("README.md")))
                .contains("sluicegate dev " + project)
                .contains("sluicegate events send --pipeline " + project.resolve("pipeline.yaml") + " --input "
                        + project.resolve("events.csv"))
                .contains("sluicegate tail predictions --pipeline " + project.resolve("pipeline.yaml"));
    }

    @Test
    void shouldBindTheInputsOfAModelByTheNamesOfColumns() throws IOException {
        init(csv(240), model(BikeStations.columns())).succeeded();

        assertThat(Files.readString(project.resolve("manifest.yaml")))
                .contains("- {name: 'Fahrräder frei', features: ['Fahrraeder_frei']}")
                .doesNotContain("docks");
        assertThat(Files.readString(project.resolve("bundle/manifest.yaml"))).contains("Fahrraeder_frei", "docks");
        inOrder();
        Desk.run("bundle", "verify", project.resolve("bundle").toString()).succeeded();
    }

    @Test
    void shouldSayThatAModelDoesNotFitAndMakeTheRest() throws IOException {
        var other = new OnnxMaker()
                .input("x", FLOAT32, ANY, 7)
                .node("Neg", List.of("x"), List.of("y"))
                .output("y", FLOAT32, ANY, 7)
                .make();

        var said = init(csv(40), model(other)).succeeded();

        assertThat(said.out())
                .contains(
                        "unsure: the model's input 'x' (float32 [rows, 7]) has 7 columns; the fields that could fill it"
                                + " are [Fahrraeder_frei, docks, temperature, is_renting]: name its features in manifest.yaml")
                .contains("no bundle yet: no features were found for the model's input 'x'")
                .contains("sluicegate bundle create --model ")
                .contains(" --manifest " + project.resolve("manifest.yaml") + " --features "
                        + project.resolve("features.avro"))
                .contains("Next, once the bundle is made as said above:");
        assertThat(Files.readString(project.resolve("README.md")))
                .contains("--version 2 --out " + project.resolve("bundle-2"))
                .contains(" --manifest " + project.resolve("manifest.yaml"));
        assertThat(project.resolve("bundle"))
                .as("the example windows must not fill the other columns")
                .doesNotExist();
        assertThat(Files.readString(project.resolve("manifest.yaml")))
                .contains("# - {name: 'x', features: ['FEATURE', 'FEATURE']}");
        inOrder();
    }

    @Test
    void shouldTakeJsonLinesWithNestedObjectsAndVectors() throws IOException {
        var rows = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            rows.append("{\"sensor\":\"s" + i % 3 + "\",\"ts\":" + (1_767_225_600L + i) + ",\"pos\":{\"lat\":52." + i
                    + "},\"xs\":[0.5," + i + "],\"tags\":[\"a\"],\"eventId\":\"e" + i + "\"}\n");
        }
        var file = Files.writeString(home.resolve("readings.jsonl"), rows);

        var said = init(file.toString()).succeeded();

        assertThat(said.out()).contains("time, in seconds since 1970").contains("left out: an array of something else");
        assertThat(Files.readString(project.resolve("pipeline.yaml")))
                .contains("- {name: pos_lat, type: double, field: pos.lat}")
                .contains("- {name: xs, type: vector, elements: float32, shape: [2], field: xs}")
                .contains("# - {name: tags, ");
        assertThat(schema().getField("ts").getProp("columnForm")).isEqualTo("epoch-seconds");
        assertThat(project.resolve("events.jsonl")).hasContent(rows.toString());
        inOrder();
    }

    @Test
    void shouldTakeASchemaFromAFile() throws IOException {
        var file = Files.writeString(home.resolve("visit.avsc"), visit().toString());

        var said = init(file.toString()).succeeded();

        assertThat(said.out()).contains("the schema in " + file + " has:");
        assertThat(schema()).isEqualTo(visit());
        assertThat(Files.readString(project.resolve("README.md"))).contains("--input EVENTS.jsonl");
        inOrder();
    }

    @Test
    void shouldTakeASchemaFromTheRegistryAndItsTopic() throws IOException {
        try (var schemas = Schemas.at("mock://init", Map.of())) {
            schemas.register("visits-value", visit());

            init("visits-value", "--registry", "mock://init").succeeded();
        }

        assertThat(schema()).isEqualTo(visit());
        assertThat(Files.readString(project.resolve("pipeline.yaml"))).contains("  topic: 'visits'\n");
        inOrder();
    }

    @Test
    void shouldNotOverwriteAnything() throws IOException {
        Files.createDirectories(project);
        Files.writeString(project.resolve("mine.txt"), "mine");

        var refused = init(csv(10));

        assertThat(refused.code()).isNotZero();
        assertThat(refused.errors()).singleElement().asString().contains("is there already and isn't empty");
        assertThat(project.resolve("pipeline.yaml")).doesNotExist();
    }

    @Test
    void shouldSayWhichFileOrSubjectIsMissing() {
        assertThat(init(home.resolve("none.csv").toString()).errors())
                .singleElement()
                .asString()
                .endsWith("none.csv; correct the path");
        assertThat(init("-").errors()).singleElement().asString().startsWith("the standard input is none of .csv");
        assertThat(init("no-such-value", "--registry", "mock://init-none").errors())
                .singleElement()
                .asString()
                .contains("the registry at mock://init-none has no subject no-such-value");
        assertThat(project).doesNotExist();
    }

    @Test
    void shouldQuoteAFolderOfSeveralWords() throws IOException {
        project = home.resolve("my bikes");

        var said = init(csv(40)).succeeded();

        assertThat(said.out()).contains("sluicegate dev '" + project + "'\n");
        assertThat(Files.readString(project.resolve("README.md")))
                .contains("$(sluicegate dev '" + project + "' --print-env)")
                .contains("--pipeline '" + project.resolve("pipeline.yaml") + "'");
        inOrder();
    }

    @Test
    void shouldSayWhatAFieldHasThatHoldsNoTimes() throws IOException {
        var file = Files.writeString(home.resolve("dots.csv"), "user,when\nann,05.10.2026 07:00\n");

        assertThat(init(file.toString(), "--time", "when", "--entity", "user").errors())
                .singleElement()
                .asString()
                .contains("'when' is text (string), and holds no times, such as '05.10.2026 07:00'");
    }

    @Test
    void shouldTakeFlagsAndAName() throws IOException {
        init(csv(40), "--name", "Bikes of Berlin", "--entity", "weather", "--time", "start time", "--id", "none")
                .succeeded();

        assertThat(Files.readString(project.resolve("pipeline.yaml")))
                .contains("pipeline: bikes_of_berlin\n")
                .contains("  entity: weather ")
                .doesNotContain("  id: ");
        inOrder();
    }

    @Test
    void shouldTakeOneRowAndAFeatureOfNoName() throws IOException {
        var file = Files.writeString(home.resolve("one.csv"), "user,at,on,eventTime\nann,2026-01-01T00:00:00Z,1,x\n");

        init(file.toString(), "--time", "at").succeeded();

        assertThat(Files.readString(project.resolve("pipeline.yaml")))
                .contains("- {name: 'on', type: long, field: 'on'}")
                .contains("- {name: event_eventTime, type: string, field: eventTime}");
        inOrder();
    }

    private void inOrder() {
        assertThat(Desk.run(
                                "check",
                                "--pipeline",
                                project.resolve("pipeline.yaml").toString(),
                                "--schema",
                                project.resolve("events.avsc").toString())
                        .succeeded()
                        .out())
                .contains("is valid");
    }

    private Schema schema() throws IOException {
        return new Schema.Parser().parse(Files.readString(project.resolve("events.avsc")));
    }

    private static Schema visit() {
        return SchemaBuilder.record("Visit")
                .namespace("com.example")
                .fields()
                .requiredString("customerId")
                .requiredLong("visitedAt")
                .requiredDouble("amount")
                .optionalString("city")
                .endRecord();
    }

    private Desk.Result init(String events, String... more) {
        var arguments = new ArrayList<>(List.of("init", project.toString(), "--events", events));
        arguments.addAll(List.of(more));
        return Desk.run(arguments.toArray(String[]::new));
    }

    private String csv(int rows) throws IOException {
        return Files.writeString(home.resolve("stations.csv"), BikeStations.csv(rows, LAST))
                .toString();
    }

    private String[] model(byte[] onnx) throws IOException {
        return new String[] {
            "--model", Files.write(home.resolve("demand.onnx"), onnx).toString()
        };
    }
}
