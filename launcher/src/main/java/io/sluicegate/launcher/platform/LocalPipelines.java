package io.sluicegate.launcher.platform;

import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.runtime.service.ServiceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pipelines' files as a local platform runs them: on its one broker, with their state in its folder, under an instance name of its own, so
 * that a {@code run} beside it takes no place of its stages.
 */
public final class LocalPipelines {
    private static final String HOST = "localhost";

    private final PlatformAddresses addresses;
    private final String instance;
    private final Path data;
    private final int port;

    /**
     * @param instance name of the platform's instances of all stages
     * @param port the port of HTTP
     */
    public LocalPipelines(PlatformAddresses addresses, String instance, Path data, int port) {
        this.addresses = addresses;
        this.instance = instance;
        this.data = data;
        this.port = port;
    }

    /**
     * Reads the files.
     *
     * @throws ConfigException with all problems; a file that names another cluster is one, for commands with that file would go there
     */
    public List<PipelineConfig> read(List<Path> files, Map<String, String> environment) {
        if (files.isEmpty()) {
            return List.of();
        }
        return here(files, new ServiceFiles(files, this::local).read(addresses.over(environment)));
    }

    /**
     * Reads one file.
     *
     * @param inspection finds more problems
     * @throws ConfigException with all problems
     */
    public PipelineConfig read(Path file, Map<String, String> environment, PipelineConfigReader.Inspection inspection) {
        var config = local(PipelineConfigReader.read(file, addresses.over(environment), inspection));
        return here(List.of(file), List.of(config)).get(0);
    }

    private List<PipelineConfig> here(List<Path> files, List<PipelineConfig> configs) {
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < files.size(); i++) {
            problems.addAll(elsewhere(files.get(i).toString(), configs.get(i)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return configs;
    }

    private PipelineConfig local(PipelineConfig config) {
        return config.with(config.kafka().onOneBroker(), config.service().at(instance, data, HOST, port));
    }

    private List<Problem> elsewhere(String file, PipelineConfig config) {
        var problems = new ArrayList<Problem>();
        var kafka = config.kafka();
        if (!same(kafka.bootstrap(), addresses.bootstrap())) {
            problems.add(problem(
                    file,
                    "bootstrap",
                    addresses.bootstrap(),
                    PlatformAddresses.variableOfBootstrap(kafka.bootstrap())));
        }
        if (!same(kafka.registry(), addresses.registry())) {
            problems.add(problem(
                    file, "registry", addresses.registry(), PlatformAddresses.variableOfRegistry(kafka.registry())));
        }
        return problems;
    }

    private static Problem problem(String file, String key, String ours, String variable) {
        return new Problem(
                file,
                0,
                "kafka." + key,
                "names another place than the local platform, " + ours,
                "write " + key + ": " + Addresses.shown(variable));
    }

    private static boolean same(String one, String other) {
        return one.replace("127.0.0.1", HOST).equals(other.replace("127.0.0.1", HOST));
    }
}
