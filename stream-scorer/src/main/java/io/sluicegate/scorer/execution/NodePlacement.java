package io.sluicegate.scorer.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.pipeline.config.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * How many of a model's nodes ran on each provider, as ONNX Runtime's profile of a session says: the only place where Java can learn
 * it. Nodes that the run didn't reach, such as those of a branch not taken, are in no profile.
 *
 * @param nodes the number of nodes by the provider's name in ONNX Runtime
 */
public record NodePlacement(Map<String, Integer> nodes) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RUN = "_kernel_time";

    public NodePlacement {
        nodes = Map.copyOf(nodes);
    }

    /** Reads the file that ONNX Runtime wrote. */
    public static NodePlacement read(Path profile) throws IOException {
        return of(MAPPER.readTree(profile.toFile()));
    }

    /** Counts each node once, however often a loop ran it. */
    static NodePlacement of(JsonNode events) {
        var counted = new HashSet<String>();
        var nodes = new HashMap<String, Integer>();
        for (var event : events) {
            var arguments = event.path("args");
            var name = event.path("name").asText();
            if (event.path("cat").asText().equals("Node")
                    && name.endsWith(RUN)
                    && arguments.has("provider")
                    && counted.add(arguments.path("node_index").asText() + " " + name)) {
                nodes.merge(arguments.path("provider").asText(), 1, Integer::sum);
            }
        }
        return new NodePlacement(nodes);
    }

    /** How many nodes ran. */
    public int count() {
        return nodes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many nodes ran on the provider. */
    public int on(ExecutionProvider provider) {
        return nodes.getOrDefault(provider.runtimeName(), 0);
    }
}
