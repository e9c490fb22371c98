package io.sluicegate.launcher.platform;

import io.sluicegate.registry.RegistryProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a local platform is: what pipelines' files refer to as variables.
 *
 * @param models folder of the model store
 * @param port the port of the service with the stages and the console
 */
public record PlatformAddresses(String bootstrap, String registry, Path models, int port) {
    private static final String BOOTSTRAP = "SLUICEGATE_BOOTSTRAP";
    private static final String REGISTRY = "SLUICEGATE_REGISTRY";
    private static final String MODELS = "SLUICEGATE_MODELS";
    private static final String PORT = "SLUICEGATE_PORT";

    /** The addresses of a platform on these ports, with its data in a folder. */
    public static PlatformAddresses of(Path data, LocalPorts ports) {
        return new PlatformAddresses(
                "localhost:" + ports.kafka(),
                RegistryProcess.url(ports.registry()),
                data.resolve("models"),
                ports.console());
    }

    /** The environment's variables with the platform's on top. */
    public Map<String, String> over(Map<String, String> environment) {
        var all = new LinkedHashMap<>(environment);
        all.putAll(variables());
        return all;
    }

    private Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put(BOOTSTRAP, bootstrap);
        variables.put(REGISTRY, registry);
        variables.put(MODELS, models.toString());
        variables.put(PORT, Integer.toString(port));
        return variables;
    }

    /** Lines for a shell's {@code eval}. */
    public String exports() {
        return variables().entrySet().stream()
                .map(it -> "export " + it.getKey() + "=" + ShellWord.quoted(it.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    static String variableOfBootstrap(String otherwise) {
        return "${" + BOOTSTRAP + ":-" + otherwise + "}";
    }

    static String variableOfRegistry(String otherwise) {
        return "${" + REGISTRY + ":-" + otherwise + "}";
    }
}
