package io.sluicegate.bench.local;

import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder that a benchmark writes its results to. */
public record Results(Path folder) {

    /** Writes {@code NAME.md} and {@code NAME.json}. */
    public void write(String name, String markdown, Map<String, Object> json) throws IOException {
        write(name + ".md", markdown);
        write(name + ".json", Json.write(json) + "\n");
    }

    /** Writes one file. */
    public void write(String file, String content) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), content);
    }
}
