package io.sluicegate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands and snippets of one of our documents, in their order. */
final class Document {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern ANY_BLOCK = Pattern.compile("(?ms)^ *```\\w*\n(.*?)^ *```$");

    private final String text;

    private Document(String text) {
        this.text = text;
    }

    static Document read(Path file) throws IOException {
        return new Document(Files.readString(file));
    }

    /** All documents of the repository. */
    static Stream<Path> files() throws IOException {
        try (var files =
                Files.find(REPOSITORY, 4, (file, attributes) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> !file.toString().matches(".*/(target|node_modules)/.*")).toList().stream();
        }
    }

    /** A document's path in the repository. */
    static String name(Path file) {
        return REPOSITORY.relativize(file).toString();
    }

    /** The part below a heading of the second level. */
    Document section(String heading) {
        return Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(text)
                .filter(section -> section.startsWith(heading + "\n"))
                .findFirst()
                .map(Document::new)
                .orElseThrow(() -> new AssertionError("no section " + heading));
    }

    /**
     * A block of a document.
     *
     * @param language what the document says that it is written in
     */
    record Block(String language, String text) {
        /** Its command lines; those that end with a backslash go on in the next. */
        List<String> commands() {
            return Stream.of(text.replaceAll("\\\\\n *", "").split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }

        List<String> lines() {
            return text.lines().toList();
        }
    }

    /** All blocks, in their order. */
    List<Block> blocks() {
        return Pattern.compile("(?m)^```(\\w+)\n(.*?)^```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    /** Command lines; those that end with a backslash go on in the next. */
    List<String> commands() {
        return blocks("sh").stream()
                .flatMap(block -> Stream.of(block.replaceAll("\\\\\n *", "").split("\n")))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** The one command line that contains a text. */
    String command(String part) {
        return commands().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no command with " + part));
    }

    List<String> yaml() {
        return blocks("yaml");
    }

    String text() {
        return text;
    }

    /** The blocks of code in any language; a line that ends with a backslash is one with the next. */
    Stream<String> code() {
        return ANY_BLOCK.matcher(text).results().map(block -> block.group(1).replaceAll("\\\\\n *", ""));
    }

    /** What the group of a pattern matches outside the blocks of code. */
    Stream<String> prose(Pattern pattern) {
        return pattern.matcher(ANY_BLOCK.matcher(text).replaceAll("")).results().map(found -> found.group(1));
    }

    List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
