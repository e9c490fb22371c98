package io.sluicegate.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file while it is read.
 *
 * @param environment the environment, if values may come from it
 * @param problems the problems found
 * @param lines the file's text
 */
record ConfigFile(String name, Optional<Map<String, String>> environment, Problems problems, List<String> lines) {
    /** The largest manifest of a bundle, which may list each pixel of an image. */
    private static final int MOST_CHARACTERS = 64 << 20;

    ConfigFile(String name, Optional<Map<String, String>> environment, Problems problems) {
        this(name, environment, problems, List.of());
    }

    ConfigNode read(Path path) {
        try {
            return compose(Files.readString(path));
        } catch (IOException e) {
            problem(
                    1,
                    "",
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "check its path and its rights");
            return absent();
        }
    }

    ConfigNode compose(String yaml) {
        return new ConfigFile(name, environment, problems, yaml.lines().toList()).parse(yaml);
    }

    private ConfigNode parse(String yaml) {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(name)
                    .setCodePointLimit(MOST_CHARACTERS)
                    .build();
            var excess = YamlShape.excess(settings, yaml);
            if (excess.isPresent()) {
                problem(
                        line(excess.get().mark()),
                        "",
                        "can't be read: " + excess.get().what(),
                        "write it out in a simpler form");
                return absent();
            }
            return new Compose(settings).composeString(yaml).map(this::root).orElseGet(this::empty);
        } catch (MarkedYamlEngineException e) {
            problem(line(e.getProblemMark()), "", "is no YAML: " + e.getProblem(), "correct the syntax");
        } catch (YamlEngineException e) {
            problem(1, "", "is no YAML: " + e.getMessage(), "correct the syntax");
        }
        return absent();
    }

    ConfigNode node(String path, Node node) {
        return new ConfigNode(this, path, Place.of(node.getStartMark()), Optional.of(node));
    }

    Interpolation.Result interpolated(String raw) {
        return environment
                .map(known -> Interpolation.of(raw, known))
                .orElseGet(() -> new Interpolation.Result(raw, List.of()));
    }

    private void problem(int line, String path, String what, String todo) {
        problem(new Place(line, 0), path, what, todo);
    }

    void problem(Place place, String path, String what, String todo) {
        problems.add(new Problem(name, place.line(), place.column(), path, what, todo));
    }

    boolean isSound(String path) {
        return problems.all().stream().noneMatch(problem -> problem.path().equals(path));
    }

    /** Whether there is no problem at the path or below. */
    boolean isAllSound(String path) {
        return isSound(path)
                && problems.all().stream()
                        .map(Problem::path)
                        .noneMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "["));
    }

    static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                ? scalar.getValue()
                : tuple.getKeyNode().toString();
    }

    private ConfigNode root(Node node) {
        reportDuplicates("", node);
        return node("", node);
    }

    private ConfigNode empty() {
        problem(1, "", "the file is empty", "write 'key: value' pairs in it");
        return absent();
    }

    private ConfigNode absent() {
        return new ConfigNode(this, "", new Place(1, 0), Optional.empty());
    }

    /** Notes duplicate keys: the YAML engine checks them only when it builds objects, which this reader doesn't use. */
    private void reportDuplicates(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            var seen = new HashSet<String>();
            for (var tuple : mapping.getValue()) {
                var child = path.isEmpty() ? key(tuple) : path + "." + key(tuple);
                if (!seen.add(key(tuple))) {
                    problem(
                            Place.of(tuple.getKeyNode().getStartMark()),
                            child,
                            "stands there twice",
                            "keep one of them");
                }
                reportDuplicates(child, tuple.getValueNode());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                reportDuplicates(path + "[" + i + "]", sequence.getValue().get(i));
            }
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(it -> it.getLine() + 1).orElse(1);
    }
}
