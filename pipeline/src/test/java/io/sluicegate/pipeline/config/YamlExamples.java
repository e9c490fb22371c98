package io.sluicegate.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The YAML blocks of a Markdown file. */
final class YamlExamples {
    static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(pipeline:.*?)```", Pattern.DOTALL);

    private YamlExamples() {}

    /** Those that are pipelines. */
    static List<String> pipelines(Path markdown) throws IOException {
        return BLOCK.matcher(Files.readString(markdown))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** The example of the reference that has every key. */
    static String full() throws IOException {
        return pipelines(REFERENCE).get(1);
    }
}
