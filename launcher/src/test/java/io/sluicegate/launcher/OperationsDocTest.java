package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.scorer.versions.LoadError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} says what the catalogues in the code say, all of it and nothing else. */
class OperationsDocTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern SHOWN = Pattern.compile("(sluicegate_[a-z_]+)(?:\\{([a-z]+)[!=])?");
    private static final Pattern ROUTE = Pattern.compile("routes\\s*\\.(get|post|sse)\\(\\s*\"([^\"]+)\"");

    private static String doc = "";

    @BeforeAll
    static void read() throws IOException {
        doc = Files.readString(REPOSITORY.resolve("docs/operations.md"));
    }

    @Test
    void shouldGiveEachErrorCodeItsMeaning() {
        var rows = Arrays.stream(ErrorCode.values())
                .map(code -> "| `" + code + "` | " + code.meaning() + " |")
                .toList();

        assertThat(section("## Dead letters").lines().toList()).containsAll(rows);
        assertThat(first("## Dead letters", "[A-Z_]{3,}")).hasSameSizeAs(rows);
    }

    @Test
    void shouldNameEachHeaderOfADeadLetter() {
        assertThat(section("## Dead letters"))
                .contains(
                        DeadLetter.STAGE,
                        DeadLetter.TOPIC,
                        DeadLetter.PARTITION,
                        DeadLetter.OFFSET,
                        DeadLetter.CODE,
                        DeadLetter.MESSAGE);
    }

    @Test
    void shouldGiveEachExitCodeItsNumber() {
        for (var code : ExitCode.values()) {
            assertThat(section("## Exit codes")).contains("| " + code.code() + " | `" + code + "` | ");
        }
    }

    @Test
    void shouldListEachStoreThatAStageKeepsStateIn() throws IOException {
        var rows = section("## State")
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        for (var stage : List.of(
                "feature-enricher", "stream-scorer", "drift-detector", "retraining-trigger", "rollout-control")) {
            assertThat(stores(stage)).as("stores of %s", stage).isNotEmpty().allSatisfy(store -> assertThat(rows)
                    .anyMatch(row -> row.startsWith("| " + stage + " |") && row.contains("`" + store + "`")));
        }
    }

    @Test
    void shouldGiveEachLoadErrorItsMeaning() {
        var codes =
                Arrays.stream(LoadError.Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(first("## Loading versions", "[A-Z_]{3,}")).isEqualTo(codes);
    }

    /** Those that the stage's fixtures have, and so all that have a changelog. */
    private static Set<String> stores(String stage) throws IOException {
        var fixtures = REPOSITORY.resolve(stage).resolve("src/test/resources/state");
        try (var files = Files.walk(fixtures)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.replace(".txt", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void shouldListEachMetricAsItIsDeclared() {
        var rows = Arrays.stream(Metric.values()).map(OperationsDocTest::row);

        assertThat(section("## Metrics").lines().filter(line -> line.startsWith("| `sluicegate.")))
                .containsExactlyElementsOf(rows.toList());
    }

    private static String row(Metric metric) {
        return "| "
                + String.join(
                        " | ",
                        "`" + metric.id() + "`",
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.unit(),
                        String.join(", ", metric.labels()),
                        metric.help())
                + " |";
    }

    /** Alarms and other documents name metrics as Prometheus shows them. */
    @Test
    void shouldNameMetricsThatThereAreWithLabelsThatTheyHave() throws IOException {
        for (var document : List.of("operations.md", "clients.md", "unhappy-paths.md", "limits.md")) {
            var text = Files.readString(REPOSITORY.resolve("docs").resolve(document));
            SHOWN.matcher(text).results().forEach(shown -> assertThat(Metric.values())
                    .as("%s: %s", document, shown.group())
                    .anyMatch(metric -> shown.group(1).startsWith(metric.id().replace('.', '_'))
                            && (shown.group(2) == null || metric.labels().contains(shown.group(2)))));
        }
    }

    @Test
    void shouldNameEachEndpoint() throws IOException {
        var routes = sources("(HttpServer|ConsoleRoutes)\\.java")
                .flatMap(source -> ROUTE.matcher(source).results())
                .filter(route -> !route.group(2).startsWith("/console."))
                .map(route -> (route.group(1).equals("post") ? "POST " : "GET ") + route.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(first("## HTTP", "(?:GET|POST) /[a-z/]*")).isEqualTo(routes);
    }

    @Test
    void shouldNameEachEndpointOfSynchronousAnswers() throws IOException {
        var routes = sources("EndpointRoutes\\.java")
                .flatMap(source -> ROUTE.matcher(source).results())
                .filter(route -> !route.group(2).endsWith("*"))
                .map(route -> route.group(1).toUpperCase(Locale.ROOT) + " " + route.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(first("## Synchronous answers", "(?:GET|POST) /[a-z0-9/{}]*"))
                .isEqualTo(routes);
    }

    /** What the first column of the section's tables holds. */
    private static Set<String> first(String section, String pattern) {
        return Pattern.compile("(?m)^\\| `(" + pattern + ")` \\|")
                .matcher(section(section))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String title) {
        var start = doc.indexOf(title + "\n");
        assertThat(start).as(title).isNotNegative();
        var end = doc.indexOf("\n## ", start);
        return end < 0 ? doc.substring(start) : doc.substring(start, end);
    }

    private static Stream<String> sources(String name) throws IOException {
        try (var files = Files.walk(REPOSITORY)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(name))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .map(OperationsDocTest::text)
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
