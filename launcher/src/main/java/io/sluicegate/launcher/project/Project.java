package io.sluicegate.launcher.project;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a project, and the folder that they are written to. */
final class Project {
    static final String PIPELINE = PipelineOption.USUAL_NAME;
    static final String SCHEMA = "events.avsc";
    static final String MANIFEST = "manifest.yaml";
    static final String BUNDLE = "bundle";
    static final String FEATURES = "features.avro";
    static final String README = "README.md";

    private final Path folder;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Project(Path folder) {
        this.folder = folder;
    }

    /** @throws CommandFailed if something is there already */
    static Project at(Path folder) throws IOException {
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new CommandFailed(Message.PROJECT_EXISTS, folder);
        }
        return new Project(folder);
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    Project with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /** Writes all files. */
    void write() throws IOException {
        Files.createDirectories(folder);
        for (var file : texts.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
