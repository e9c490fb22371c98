package io.sluicegate.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code site/navigation.json} says: which Markdown files of the repository are pages, and where each stands. */
record SiteNavigation(List<String> exclude, List<String> entries) {
    static final Path REPOSITORY = Path.of("..");

    static SiteNavigation read() throws IOException {
        var json = new ObjectMapper()
                .readTree(REPOSITORY.resolve("site/navigation.json").toFile());
        var groups = StreamSupport.stream(json.path("groups").spliterator(), false);
        return new SiteNavigation(
                texts(json.path("exclude")).toList(),
                groups.flatMap(group -> texts(group.path("pages"))).toList());
    }

    /** The pages, relative to the repository. */
    List<Path> pages() throws IOException {
        try (var files =
                Files.find(REPOSITORY, 4, (file, attributes) -> file.toString().endsWith(".md"))) {
            return files.map(REPOSITORY::relativize)
                    .filter(file -> exclude.stream().noneMatch(pattern -> matches(pattern, file)))
                    .sorted()
                    .toList();
        }
    }

    boolean names(Path page) {
        return entries.stream().anyMatch(entry -> matches(entry, page));
    }

    List<String> withoutPage() throws IOException {
        var pages = pages();
        return entries.stream()
                .filter(entry -> pages.stream().noneMatch(page -> matches(entry, page)))
                .toList();
    }

    private static boolean matches(String pattern, Path file) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(file);
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }
}
