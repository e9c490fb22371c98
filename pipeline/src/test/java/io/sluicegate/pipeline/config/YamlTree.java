package io.sluicegate.pipeline.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML text as the tree that a schema is held against, with places that can be changed. */
final class YamlTree {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    YamlTree(String yaml) {
        this(JSON.<JsonNode>valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    private YamlTree(JsonNode root) {
        this.root = root;
    }

    /** The tree as text: JSON is YAML. */
    String text() {
        return root.toPrettyString();
    }

    JsonNode json() {
        return root;
    }

    /** The paths of all that stands here, in the form of {@link ConfigKey#step()}; of mappings and lists, too. */
    Set<String> paths() {
        var paths = new TreeSet<String>();
        collect("", root, paths);
        return paths;
    }

    /** What stands at the first place of the path, as text. */
    String at(String path) {
        return places(root, path).get(0).value().asText();
    }

    /** The tree with another value at the first place of the path. */
    YamlTree with(String path, String yaml) {
        return changed(path, place -> place.put(new YamlTree(yaml).root));
    }

    /** The tree without what stands at the first place of the path; of a list, without the list. */
    YamlTree without(String path) {
        return changed(path.replaceAll("\\[]$|\\.\\*$", ""), Place::remove);
    }

    /** The tree with one more key in the first mapping at the path. */
    YamlTree withKeyBelow(String path, String key) {
        return changed(path, place -> ((ObjectNode) place.value()).put(key, 1));
    }

    private YamlTree changed(String path, Consumer<Place> change) {
        var copy = root.deepCopy();
        change.accept(
                path.isEmpty() ? new Place(copy, "", copy) : places(copy, path).get(0));
        return new YamlTree(copy);
    }

    private record Place(JsonNode parent, String key, JsonNode value) {
        void put(JsonNode other) {
            if (parent instanceof ArrayNode list) {
                list.set(0, other);
            } else {
                ((ObjectNode) parent).set(key, other);
            }
        }

        void remove() {
            ((ObjectNode) parent).remove(key);
        }
    }

    private static List<Place> places(JsonNode root, String path) {
        var places = List.of(new Place(root, "", root));
        for (var step : path.split("\\.(?!\\*)")) {
            places = places.stream()
                    .flatMap(place -> below(place.value(), step).stream())
                    .toList();
        }
        return places;
    }

    private static List<Place> below(JsonNode node, String step) {
        var key = step.replaceAll("\\[]$|\\.\\*$", "");
        if (!node.has(key)) {
            return List.of();
        }
        var value = node.get(key);
        var places = new ArrayList<Place>();
        if (step.endsWith("[]")) {
            value.forEach(element -> places.add(new Place(value, "", element)));
        } else if (step.endsWith(".*")) {
            value.properties().forEach(member -> places.add(new Place(value, member.getKey(), member.getValue())));
        } else {
            places.add(new Place(node, key, value));
        }
        return places;
    }

    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        node.properties()
                .forEach(member -> collect(
                        path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), paths));
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, paths));
        }
    }
}
