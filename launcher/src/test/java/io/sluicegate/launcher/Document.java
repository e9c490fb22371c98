package io.sluicegate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands and snippets of README.md, in their order. */
final class Readme {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final String text;

    Readme(Path checkout) throws IOException {
        text = Files.readString(checkout.resolve("README.md"));
    }

    /** Command lines; those that end with a backslash go on in the next. */
    List<String> commands() {
        return blocks(SHELL)
                .flatMap(block -> Stream.of(block.replaceAll("\\\\\n *", "").split("\n")))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    List<String> yaml() {
        return blocks(YAML).toList();
    }

    private Stream<String> blocks(Pattern fence) {
        return fence.matcher(text).results().map((MatchResult result) -> result.group(1));
    }
}
