package io.sluicegate.launcher;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command for the pipeline's file. */
public final class PipelineOption {
    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** Reads the file and reports the inspection's problems together with all others. */
    public PipelineConfig read(PipelineConfigReader.Inspection inspection) {
        return PipelineConfigReader.read(file, System.getenv(), inspection);
    }

    public Path file() {
        return file;
    }

    public PipelineConfig read() {
        return PipelineConfigReader.read(file, System.getenv());
    }
}
