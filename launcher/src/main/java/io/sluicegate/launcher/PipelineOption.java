package io.sluicegate.launcher;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The pipeline's file, as every command takes it. */
final class PipelineOption {
    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** What is found besides is reported together with all else. */
    PipelineConfig read(PipelineConfigReader.Inspection inspection) {
        return PipelineConfigReader.read(file, System.getenv(), inspection);
    }

    PipelineConfig read() {
        return PipelineConfigReader.read(file, System.getenv());
    }
}
