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
    private final String text;

    private Document(String text) {
        this.text = text;
    }

    static Document read(Path file) throws IOException {
        return new Document(Files.readString(file));
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

    /** Command lines; those that end with a backslash go on in the next. */
    List<String> commands() {
        return blocks("sh")
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
        return blocks("yaml").toList();
    }

    List<String> java() {
        return blocks("java").toList();
    }

    private Stream<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1));
    }
}
