package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/configuration.md} lists each key as the reader has it, and its examples can be read. */
class ConfigurationDocTest {
    private static final String MARK = "held to them by a test -->\n";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?((?:SLUICEGATE_|JAVA_HOME|COLUMNS)[A-Z_]*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    @TempDir
    Path folder;

    @Test
    void shouldListEachKeyAsItIsDeclared() throws IOException {
        var doc = Files.readString(YamlExamples.REFERENCE);
        var prose = doc.substring(0, doc.indexOf(MARK) + MARK.length());

        Generated.check(YamlExamples.REFERENCE, prose + "\n" + ConfigurationReference.markdown());
    }

    @Test
    void shouldHaveExamplesThatCanBeRead() throws IOException {
        var examples = YamlExamples.pipelines(YamlExamples.REFERENCE);

        assertThat(examples)
                .hasSize(2)
                .allSatisfy(example -> assertThat(read(example).model().name()).endsWith("-model"));
    }

    @Test
    void shouldShowEveryKeyInTheFullExample() throws IOException {
        var shown = new YamlTree(YamlExamples.full()).paths();

        assertThat(shown.stream().map(path -> path.replaceAll("(kafka\\.properties)\\..*", "$1.*")))
                .containsAll(PipelineKeys.paths().toList());
    }

    @Test
    void shouldNameEachVariableThatTheLauncherAndTheLogsAskFor() throws IOException {
        var asked = new TreeSet<String>(List.of("HOSTNAME", "NO_COLOR"));
        for (var file : List.of("../sluicegate", "../runtime/src/main/resources/logback.xml")) {
            VARIABLE.matcher(Files.readString(Path.of(file))).results().forEach(match -> asked.add(match.group(1)));
        }

        assertThat(rows("## Environment")).isEqualTo(asked);
    }

    private static TreeSet<String> rows(String title) throws IOException {
        var doc = Files.readString(YamlExamples.REFERENCE);
        var section = doc.substring(doc.indexOf(title), doc.indexOf("\n## ", doc.indexOf(title)));
        return Stream.of(section)
                .flatMap(text -> ROW.matcher(text).results())
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private PipelineConfig read(String yaml) throws IOException {
        return PipelineConfigReader.read(Files.writeString(folder.resolve("pipeline.yaml"), yaml), Map.of());
    }
}
