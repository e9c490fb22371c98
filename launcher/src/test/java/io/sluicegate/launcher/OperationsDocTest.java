package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.platform.deadletter.DeadLetter;
import io.sluicegate.platform.deadletter.ErrorCode;
import io.sluicegate.platform.service.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
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
    private static final Pattern METRIC =
            Pattern.compile("static final String \\w+\\s*=\\s*\"(sluicegate\\.[a-z.]+)\"");
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
    void shouldNameEachMetricAndNoOther() throws IOException {
        var declared = sources("(.*Metrics|.*Meters)\\.java")
                .flatMap(source -> METRIC.matcher(source).results())
                .map(metric -> metric.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(declared).contains("sluicegate.ready", "sluicegate.scorer.rows");
        assertThat(first("## Metrics", "sluicegate\\.[a-z.]+")).isEqualTo(declared);
    }

    @Test
    void shouldSayOfEachMetricWhatItsHelpSays() throws IOException {
        var help = new Properties();
        try (var file = Files.newBufferedReader(
                REPOSITORY.resolve("platform/src/main/resources/io/sluicegate/platform/metrics/help.properties"))) {
            help.load(file);
        }

        assertThat(help.keySet()).containsExactlyInAnyOrderElementsOf(first("## Metrics", "sluicegate\\.[a-z.]+"));
        assertThat(help).allSatisfy((name, text) -> assertThat(section("## Metrics"))
                .containsPattern("\\| `" + name + "` \\| [^|]+ \\| " + Pattern.quote(text.toString()) + " \\|"));
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
