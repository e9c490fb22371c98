package io.sluicegate.launcher.project;

import io.sluicegate.launcher.FeatureInspection;
import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.launcher.platform.LocalPipelines;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The files of a project, as a local platform runs them.
 *
 * @param folder the project's folder
 */
record ProjectFiles(Path folder, LocalPipelines local) {

    /** What the files say. */
    record Content(Schema schema, PipelineConfig config) {}

    Path pipeline() {
        return folder.resolve(Project.PIPELINE);
    }

    Path schema() {
        return folder.resolve(Project.SCHEMA);
    }

    Path bundle() {
        return folder.resolve(Project.BUNDLE);
    }

    /**
     * Reads the files.
     *
     * @throws CommandFailed if the schema can't be used
     * @throws io.sluicegate.pipeline.config.ConfigException with the mistakes of the pipeline's file, those of its features included
     */
    Content read() {
        var events = AvroSchemaFile.read(schema());
        var inspection = new FeatureInspection((config, root) -> Optional.of(events));
        return new Content(events, local.read(pipeline(), System.getenv(), inspection));
    }
}
