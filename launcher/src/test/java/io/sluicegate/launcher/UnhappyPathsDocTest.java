package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/unhappy-paths.md} names a test for each case, and each test that it names is there. */
class UnhappyPathsDocTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        var named = NAMED.matcher(doc()).results().toList();
        var sources = sources();

        assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(sources)
                .as(test.group())
                .anyMatch(source -> source.contains("class " + test.group(1) + " ")
                        && (source.contains("void " + test.group(2) + "(")
                                || source.contains("Stream<DynamicTest> " + test.group(2) + "("))));
    }

    @Test
    void shouldNameATestInEachRow() throws IOException {
        var rows = doc().lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what happens"))
                .toList();

        assertThat(rows).isNotEmpty().allMatch(row -> NAMED.matcher(row).find());
    }

    private static String doc() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/unhappy-paths.md"));
    }

    /** Of all tests of all modules, those of the examples included. */
    private static List<String> sources() throws IOException {
        try (var folders = Files.find(REPOSITORY, 5, (folder, attributes) -> folder.endsWith("src/test/java"))) {
            return folders.flatMap(UnhappyPathsDocTest::sources).toList();
        }
    }

    private static Stream<String> sources(Path folder) {
        try (var files =
                Files.find(folder, 20, (file, attributes) -> file.toString().endsWith(".java"))) {
            return files.map(UnhappyPathsDocTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
