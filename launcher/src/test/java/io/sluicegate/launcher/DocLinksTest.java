package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Links between the repository's documents lead somewhere, and the site shows each document. */
class DocLinksTest {
    private static final Path REPOSITORY = SiteNavigation.REPOSITORY;

    @TestFactory
    Stream<DynamicTest> shouldLeadSomewhere() throws IOException {
        return SiteNavigation.read().pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.toString(), () -> assertThat(
                                MarkdownDocument.read(REPOSITORY.resolve(page)).deadLinks())
                        .isEmpty()));
    }

    @Test
    void shouldFindDeadLinksAndAnchors(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("with/src"));
        Files.writeString(folder.resolve("with/README.md"), "# The `policies.canary`, again\n## Twice\n## Twice\n");
        var page = Files.writeString(folder.resolve("page.md"), """
                # Page
                [good](with/README.md) [good](with/) [good](with/README.md#the-policiescanary-again) [good](#page)
                [good](with/README.md#twice-1) [good](https://example.org/x#y) `[code](gone.md)`
                ```sh
                # not a heading [code](gone.md)
                ```
                [dead](gone.md) [dead](with/src) [dead](with/README.md#twice-2) [dead](#not-a-heading)
                """);

        assertThat(MarkdownDocument.read(page).deadLinks())
                .containsExactly("(gone.md)", "(with/src)", "(with/README.md#twice-2)", "(#not-a-heading)");
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

    @Test
    void shouldShowEachDocumentOnTheSiteInAGroupOfItsReaders() throws IOException {
        var navigation = SiteNavigation.read();

        assertThat(navigation.pages())
                .contains(Path.of("README.md"), Path.of("docs/operations.md"), Path.of("launcher/README.md"));
        assertThat(navigation.pages().stream().filter(page -> !navigation.names(page)))
                .as("documents that no group of site/navigation.json names")
                .isEmpty();
        assertThat(navigation.withoutPage())
                .as("entries of site/navigation.json that name no document")
                .isEmpty();
    }
}
