package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Links between the repository's documents lead somewhere. */
class DocLinksTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> shouldLeadSomewhere() throws IOException {
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(
                        REPOSITORY.relativize(document).toString(),
                        () -> LINK.matcher(Files.readString(document)).results().forEach(link -> assertThat(
                                        document.resolveSibling(link.group(1)))
                                .exists())));
    }

    @Test
    void shouldListEachDecision() throws IOException {
        var list = Files.readString(REPOSITORY.resolve("docs/decisions/README.md"));
        try (var files = Files.list(REPOSITORY.resolve("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(Predicate.not("README.md"::equals)))
                    .isNotEmpty()
                    .allSatisfy(decision -> assertThat(list).contains("](" + decision + ")"));
        }
    }

    private static List<Path> documents() throws IOException {
        try (var files =
                Files.find(REPOSITORY, 4, (file, attributes) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> !file.toString().contains("/target/")).toList();
        }
    }
}
