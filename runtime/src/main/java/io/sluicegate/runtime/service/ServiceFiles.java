package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.runtime.service.OneProcess.PipelineOfFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The files of the pipelines that one process runs.
 *
 * @param change what the command line changes in the pipelines' settings
 */
public record ServiceFiles(List<Path> files, UnaryOperator<PipelineConfig> change) {

    public ServiceFiles {
        files = List.copyOf(files);
    }

    /** The files as they are. */
    public static ServiceFiles of(List<Path> files) {
        return new ServiceFiles(files, config -> config);
    }

    /**
     * Reads all files.
     *
     * @throws ConfigException with the problems of all files, or with those of running them in one process
     */
    public List<PipelineConfig> read(Map<String, String> environment) {
        var problems = new ArrayList<Problem>();
        var pipelines = new ArrayList<PipelineOfFile>();
        for (var file : files) {
            try {
                var config = change.apply(PipelineConfigReader.read(file, environment));
                pipelines.add(new PipelineOfFile(file.toString(), config));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        refuse(problems);
        refuse(OneProcess.problems(pipelines));
        return pipelines.stream().map(PipelineOfFile::config).toList();
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    @Override
    public String toString() {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
