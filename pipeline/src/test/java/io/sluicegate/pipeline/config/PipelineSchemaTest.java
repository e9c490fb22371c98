package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sluicegate.pipeline.config.PipelineKeys.PlacedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON Schema for editors and the reader agree: on each key, on values of each type, on bounds and on defaults. Where values
 * contradict each other, the reader alone says so.
 */
class PipelineSchemaTest {
    private static final Path FILE = Path.of("../docs/pipeline.schema.json");
    private static final List<String> VALUES = List.of(
            "0",
            "1",
            "-1",
            "0.5",
            "99.5",
            "100",
            "256",
            "257",
            "4096",
            "4097",
            "10000",
            "10001",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "true",
            "false",
            "maybe",
            "exactly-once",
            "low",
            "feature",
            "count",
            "accuracy",
            "NaN",
            "30s",
            "1d",
            "0s",
            "10 minutes",
            "1 of 1",
            "all of them",
            "a_b",
            "a b",
            "Ä",
            "{a: 1}",
            "[1, 2]");
    /** What the reader says of a value that is of the wrong type or out of bounds, rather than in contradiction to another. */
    private static final List<String> OF_THE_VALUE_ALONE = List.of("' is not ", "must be ", "is missing");

    /** Whether they must be there depends on the aggregate or the type. */
    private static final Set<String> KNOWN_TO_THE_READER_ALONE =
            Set.of("features[].of", "features[].elements", "features[].shape[]");

    private static Schema schema;
    private static YamlTree full;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(PipelineSchema.json());
        full = new YamlTree(YamlExamples.full());
    }

    static Stream<PlacedSetting> settings() {
        return PipelineKeys.settings().stream();
    }

    static Stream<PlacedSetting> settingsThatTheSchemaKnowsWhenToAskFor() {
        return settings().filter(placed -> !KNOWN_TO_THE_READER_ALONE.contains(placed.path()));
    }

    static Stream<String> sections() {
        return PipelineKeys.sections().stream().map(PipelineKeys.PlacedSection::path);
    }

    @Test
    void shouldBeTheCommittedFile() throws IOException {
        Generated.check(FILE, PipelineSchema.json());
    }

    @Test
    void shouldAcceptTheExamples() throws IOException {
        var pipelines = Stream.of(
                        YamlExamples.pipelines(YamlExamples.REFERENCE),
                        YamlExamples.pipelines(Path.of("../README.md")),
                        List.of(
                                Files.readString(Path.of("../examples/fraud/fraud.yaml")),
                                Files.readString(Path.of("../retraining-trigger/src/test/resources/fraud.yaml")),
                                Files.readString(Path.of("../rollout-control/src/test/resources/fraud.yaml"))))
                .flatMap(List::stream)
                .toList();

        assertThat(pipelines).hasSizeGreaterThan(5).allSatisfy(yaml -> assertThat(errors(new YamlTree(yaml)))
                .isEmpty());
    }

    @Test
    void shouldDeclareEachKeyThatTheReaderAsksForAndNoOther() throws IOException {
        var problems = new Problems();
        var root = ConfigNode.literal("full.yaml", YamlExamples.full(), problems);

        PipelineConfigReader.pipeline(root, Map.of());

        var asked = root.asked().stream()
                .map(path -> path.replaceAll("(kafka\\.properties)\\..*", "$1.*"))
                .map(path -> path.replaceAll(
                        "(features|shape|retrain|limits|rollback|names|steps|providers)(?=\\.|$)", "$1[]"))
                .map(path -> path.replace("[][]", "[]"))
                .filter(path -> !path.equals("kafka.properties"));
        assertThat(asked.distinct())
                .containsExactlyInAnyOrderElementsOf(PipelineKeys.paths().toList());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldAgreeWithTheReaderOnValues(PlacedSetting placed) {
        for (var value : VALUES) {
            var changed = full.with(placed.path(), value);
            var problems = problems(changed, placed.path());

            if (!errors(changed).isEmpty()) {
                assertThat(problems)
                        .as("the schema refuses %s: %s", placed, value)
                        .isNotEmpty();
            } else {
                assertThat(problems)
                        .as("the schema accepts %s: %s", placed, value)
                        .noneMatch(problem -> OF_THE_VALUE_ALONE.stream().anyMatch(problem::contains));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settingsThatTheSchemaKnowsWhenToAskFor")
    void shouldAgreeWithTheReaderOnWhatMustBeThere(PlacedSetting placed) {
        var changed = full.without(placed.path());

        assertThat(errors(changed).isEmpty())
                .as("without %s", placed)
                .isEqualTo(problems(changed).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldAcceptAValueFromOutside(PlacedSetting placed) {
        var changed = full.with(placed.path(), "'${NOWHERE:-" + inside(full.at(placed.path())) + "}'");

        assertThat(errors(changed)).isEmpty();
        assertThat(problems(changed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void shouldRefuseAnUnknownKeyAsTheReaderDoes(String path) {
        var changed = full.withKeyBelow(path, "zzzzzz");

        assertThat(problems(changed)).singleElement().asString().contains("zzzzzz: is an unknown key");
        assertThat(errors(changed)).extracting(Error::getKeyword).containsExactly("additionalProperties");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldDeclareTheDefaultThatTheReaderUses(PlacedSetting placed) {
        placed.defaultText().ifPresent(text -> assertThat(config(full.without(placed.path())))
                .isEqualTo(config(full.with(placed.path(), text))));
    }

    /** What stands in the file, without a reference of its own. */
    private static String inside(String written) {
        return written.replaceAll("\\$\\{\\w+:-(.*)}", "$1");
    }

    private static List<Error> errors(YamlTree tree) {
        return schema.validate(tree.json());
    }

    private List<String> problems(YamlTree tree, String path) {
        return problems(tree).stream()
                .filter(problem -> problem.replaceAll("\\[\\d+]", "[]").contains(": " + path.replace(".*", ".")))
                .toList();
    }

    private List<String> problems(YamlTree tree) {
        try {
            config(tree);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private PipelineConfig config(YamlTree tree) {
        try {
            return PipelineConfigReader.read(Files.writeString(folder.resolve("pipeline.yaml"), tree.text()), Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
