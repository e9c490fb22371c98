package io.sluicegate.launcher;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command for the pipeline's file. */
public final class PipelineOption {
    /** The name of the file in a project. */
    public static final String USUAL_NAME = "pipeline.yaml";

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file, or the folder of a project that init made.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** Reads the file and reports the inspection's problems together with all others. */
    public PipelineConfig read(PipelineConfigReader.Inspection inspection) {
        return PipelineConfigReader.read(file(), System.getenv(), inspection);
    }

    /** The file; of a folder that init made, the pipeline's file in it. */
    public Path file() {
        var chosen = Files.isDirectory(file) ? file.resolve(USUAL_NAME) : file;
        if (!Files.exists(chosen)) {
            throw new CommandFailed(Message.FILE_MISSING, chosen);
        }
        return chosen;
    }

    public PipelineConfig read() {
        return PipelineConfigReader.read(file(), System.getenv());
    }
}
