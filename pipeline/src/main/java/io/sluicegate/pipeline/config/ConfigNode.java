package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a YAML file, present or absent. It remembers which keys were read; {@link #finish()} reports the others. Problems are
 * noted, and reading goes on with a placeholder.
 */
public final class ConfigNode {
    private final ConfigFile file;
    private final String path;
    private final Place place;
    private final Optional<Node> node;
    private final Map<String, ConfigNode> asked = new LinkedHashMap<>();
    private @Nullable Map<String, NodeTuple> tuples;
    private @Nullable List<ConfigNode> elements;

    ConfigNode(ConfigFile file, String path, Place place, Optional<Node> node) {
        this.file = file;
        this.path = path;
        this.place = place;
        this.node = node.filter(it -> !it.getTag().equals(Tag.NULL));
    }

    /** The root of a file. If the file can't be read, that is noted as a problem and the root is absent. */
    public static ConfigNode parse(Path file, Map<String, String> environment, Problems problems) {
        return new ConfigFile(file.toString(), Optional.of(environment), problems).read(file);
    }

    /** The root of a text, without values from outside. Problems show the name in place of a file. */
    public static ConfigNode literal(String name, String yaml, Problems problems) {
        return new ConfigFile(name, Optional.empty(), problems).compose(yaml);
    }

    /** Whether the file has a value here. */
    public boolean present() {
        return node.isPresent();
    }

    /** Whether there is no problem here, so that the value isn't a placeholder. */
    boolean isSound() {
        return file.isSound(path);
    }

    /** Whether there is no problem here or below. */
    public boolean isAllSound() {
        return file.isAllSound(path);
    }

    public String path() {
        return path;
    }

    /** The child under a key. */
    public ConfigNode at(String key) {
        return asked.computeIfAbsent(key, this::child);
    }

    /** The child under a key. */
    public ConfigNode at(ConfigKey key) {
        return at(key.name());
    }

    /** The setting's value below this place, or its default. */
    <T> T get(Setting<T> setting) {
        var value = at(setting);
        if (setting.absence() instanceof Setting.Absence.Fixed<T> fixed) {
            return value.get(setting.type(), fixed.value());
        }
        return value.get(setting.type());
    }

    /** The setting's value below this place, if there is one. */
    <T> Optional<T> find(Setting<T> setting) {
        return at(setting).find(setting.type());
    }

    /** The values in the setting's list below this place. */
    <T> List<T> list(Setting<T> setting) {
        return at(setting).elements().stream()
                .map(element -> element.get(setting.type()))
                .toList();
    }

    /** The value here; it must be there. */
    public <T> T get(ConfigType<T> type) {
        if (node.isEmpty()) {
            problem("is missing", "add it, for example '" + lastKey() + ": " + type.example() + "'");
        }
        return find(type).orElse(type.placeholder());
    }

    /** The value here, or the one given. */
    public <T> T get(ConfigType<T> type, T otherwise) {
        return find(type).orElse(otherwise);
    }

    /** The value here, if there is one. */
    public <T> Optional<T> find(ConfigType<T> type) {
        return node.flatMap(it -> {
            if (it instanceof ScalarNode scalar) {
                return scalar(scalar.getValue(), type);
            }
            problem("must be " + type.wanted() + ", not a list or a mapping", "write for example " + type.example());
            return Optional.empty();
        });
    }

    /** The elements of the list here; none if nothing is here. */
    public List<ConfigNode> elements() {
        if (elements == null) {
            elements = readElements();
        }
        return elements;
    }

    /** The members of the mapping here, whatever their keys. */
    public Map<String, ConfigNode> members() {
        var members = new LinkedHashMap<String, ConfigNode>();
        tuples().keySet().forEach(key -> members.put(key, at(key)));
        return members;
    }

    /** Notes a problem here. */
    public void problem(String what, String todo) {
        file.problem(place, path, what, todo);
    }

    /**
     * Notes a problem within the text here.
     *
     * @param inLine line in the text, from 1
     * @param inColumn column in that line, from 1
     */
    public void problem(int inLine, int inColumn, String what, String todo) {
        var within = node.isPresent() && node.get() instanceof ScalarNode scalar
                ? Place.within(scalar, inLine, inColumn, file.lines())
                : place;
        file.problem(within, path, what, todo);
    }

    /** The scalar as written, without values from outside, so that it is safe to show. */
    public Optional<String> written() {
        return node.map(it -> it instanceof ScalarNode scalar
                ? scalar.getValue()
                : it.getNodeType().toString());
    }

    /** Reports keys, here and below, that were never read. */
    public void finish() {
        if (!asked.isEmpty()) {
            tuples().forEach(this::reportUnknown);
        }
        asked.values().forEach(ConfigNode::finish);
        if (elements != null) {
            elements.forEach(ConfigNode::finish);
        }
    }

    /** Paths of the keys that were read, here and below, as {@link ConfigKey#step()} writes them. */
    Set<String> asked() {
        var paths = new TreeSet<String>();
        asked.values().forEach(child -> {
            paths.add(child.path.replaceAll("\\[\\d+]", "[]"));
            paths.addAll(child.asked());
        });
        if (elements != null) {
            elements.forEach(element -> paths.addAll(element.asked()));
        }
        return paths;
    }

    private void reportUnknown(String key, NodeTuple tuple) {
        if (!asked.containsKey(key)) {
            file.node(pathOf(key), tuple.getKeyNode()).problem("is an unknown key", suggestion(key));
        }
    }

    private ConfigNode child(String key) {
        var tuple = tuples().get(key);
        return tuple == null
                ? new ConfigNode(file, pathOf(key), place, Optional.empty())
                : file.node(pathOf(key), tuple.getValueNode());
    }

    private Map<String, NodeTuple> tuples() {
        if (tuples == null) {
            tuples = readTuples();
        }
        return tuples;
    }

    private Map<String, NodeTuple> readTuples() {
        var read = new LinkedHashMap<String, NodeTuple>();
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> read.putIfAbsent(ConfigFile.key(tuple), tuple));
        } else if (node.isPresent()) {
            problem("must be a mapping", "write 'key: value' pairs below it");
        }
        return read;
    }

    private List<ConfigNode> readElements() {
        var read = new ArrayList<ConfigNode>();
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> read.add(file.node(path + "[" + read.size() + "]", element)));
        } else if (node.isPresent()) {
            problem("must be a list", "write one element a line, each after '- '");
        }
        return read;
    }

    private String suggestion(String key) {
        return Nearest.to(key, asked.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "known keys are " + String.join(", ", asked.keySet()));
    }

    private <T> Optional<T> scalar(String raw, ConfigType<T> type) {
        var result = file.interpolated(raw);
        result.missing().forEach(missing -> problem(missing.what(), missing.todo()));
        if (!result.missing().isEmpty()) {
            return Optional.of(type.placeholder());
        }
        var value = type.parse().apply(result.text());
        if (value.isEmpty()) {
            problem("'" + raw + "' is not " + type.wanted(), suggestion(raw, type));
        }
        return value.or(() -> Optional.of(type.placeholder()));
    }

    private static String suggestion(String raw, ConfigType<?> type) {
        return type.near()
                .apply(raw)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("write for example " + type.example());
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String lastKey() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
