package io.sluicegate.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A place in a YAML file that notes what is wrong with it, with path and line, instead of throwing at the first fault. */
final class YamlNode {
    private final String path;
    private final int line;
    private final @Nullable Node node;
    private final List<String> problems;
    private final Set<String> asked = new TreeSet<>();

    private YamlNode(String path, int line, @Nullable Node node, List<String> problems) {
        this.path = path;
        this.line = line;
        this.node = node;
        this.problems = problems;
    }

    static YamlNode parse(String yaml) {
        try {
            var root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            return new YamlNode("", 1, root.orElse(null), new ArrayList<>());
        } catch (YamlEngineException e) {
            throw new InvalidManifestException(List.of("not YAML: " + e.getMessage()));
        }
    }

    boolean has(String key) {
        return child(key) != null;
    }

    /** The value of a key that must be there. */
    YamlNode only(String key) {
        asked.add(key);
        var value = child(key);
        var below = new YamlNode(path.isEmpty() ? key : path + "." + key, lineOf(value), value, problems);
        below.require(value != null, "is missing");
        return below;
    }

    /** The entries of a list. */
    List<YamlNode> each() {
        if (!(node instanceof SequenceNode list)) {
            require(node == null, "must be a list");
            return List.of();
        }
        var entries = new ArrayList<YamlNode>();
        for (var entry : list.getValue()) {
            entries.add(new YamlNode(path + "[" + entries.size() + "]", lineOf(entry), entry, problems));
        }
        return entries;
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        require(node == null, "must be a single value");
        return "";
    }

    double number(double otherwise) {
        try {
            return node == null ? otherwise : Double.parseDouble(text());
        } catch (NumberFormatException e) {
            require(false, "is '" + text() + "', not a number");
            return otherwise;
        }
    }

    void require(boolean right, String otherwise) {
        var problem = "line " + line + ": " + path + " " + otherwise;
        if (!right && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Notes every key that nobody asked for. */
    void refuseUnknown() {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                var key = nameOf(entry.getKeyNode());
                if (!asked.contains(key)) {
                    problems.add(
                            "line " + lineOf(entry.getKeyNode()) + ": unknown key '" + key + "'; known here: " + asked);
                }
            }
        }
    }

    void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidManifestException(problems);
        }
    }

    private @Nullable Node child(String key) {
        if (!(node instanceof MappingNode mapping)) {
            return null;
        }
        return mapping.getValue().stream()
                .filter(entry -> nameOf(entry.getKeyNode()).equals(key))
                .map(entry -> entry.getValueNode())
                .findFirst()
                .orElse(null);
    }

    private static String nameOf(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
    }

    private int lineOf(@Nullable Node of) {
        return of == null
                ? line
                : of.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
    }
}
