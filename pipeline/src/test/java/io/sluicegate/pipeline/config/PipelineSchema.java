package io.sluicegate.pipeline.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.pipeline.config.ConfigKey.Plurality;
import io.sluicegate.pipeline.config.Setting.Absence.Described;
import java.util.Collection;
import java.util.List;

/**
 * Writes the JSON Schema of the pipeline's file from the declared keys. Each value may be a text that takes something from outside
 * ({@code ${NAME}}); of contradictions between keys the schema knows only which keys go together.
 */
final class PipelineSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FROM_OUTSIDE = "\\$\\{";

    private PipelineSchema() {}

    static String json() {
        var schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A Sluicegate pipeline");
        describe(schema, PipelineConfigReader.FILE);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode key(ConfigKey key) {
        var one = JSON.createObjectNode();
        if (key instanceof Section section) {
            describe(one, section);
        } else {
            describe(one, ((Setting<?>) key).type().form());
        }
        var schema = plural(one, key);
        schema.put("description", key.meaning().replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1"));
        return schema;
    }

    private static ObjectNode plural(ObjectNode one, ConfigKey key) {
        if (key.plurality() == Plurality.LIST) {
            var list = JSON.createObjectNode().put("type", "array");
            if (key.isRequired()) {
                list.put("minItems", 1);
            }
            return list.set("items", one);
        }
        return key.plurality() == Plurality.MAPPING
                ? JSON.createObjectNode().put("type", "object").set("additionalProperties", one)
                : one;
    }

    private static void describe(ObjectNode schema, Section section) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        section.keys().forEach(key -> properties.set(key.name(), withDefault(key(key), key)));
        array(
                schema,
                "required",
                section.keys().stream()
                        .filter(key -> key.isRequired() && companion(key).isEmpty())
                        .map(ConfigKey::name)
                        .toList());
        schema.put("additionalProperties", false);
        companions(schema, section);
        if (!section.exactlyOne().isEmpty()) {
            var alternatives = schema.putArray("oneOf");
            section.exactlyOne().forEach(name -> array(alternatives.addObject(), "required", List.of(name)));
        }
    }

    /** A key that belongs to another one asks for that; one that must be there is asked for by the other, too. */
    private static void companions(ObjectNode schema, Section section) {
        var needs = JSON.createObjectNode();
        for (var key : section.keys()) {
            for (var companion : companion(key)) {
                array(needs, key.name(), List.of(companion));
                if (key.isRequired()) {
                    array(needs, companion, List.of(key.name()));
                }
            }
        }
        if (!needs.isEmpty()) {
            schema.set("dependentRequired", needs);
        }
    }

    private static List<String> companion(ConfigKey key) {
        return key instanceof Setting<?> setting ? setting.companion().stream().toList() : List.of();
    }

    private static ObjectNode withDefault(ObjectNode schema, ConfigKey key) {
        if (key instanceof Setting<?> setting) {
            var placed = new PipelineKeys.PlacedSetting("", setting);
            if (setting.absence() instanceof Described<?> described) {
                schema.put("$comment", "default: " + described.text());
            }
            placed.defaultText()
                    .ifPresent(
                            text -> schema.set("default", value(setting.type().form(), text)));
        }
        return schema;
    }

    private static com.fasterxml.jackson.databind.JsonNode value(ValueForm form, String text) {
        if (form instanceof ValueForm.WholeNumber) {
            return JSON.getNodeFactory().numberNode(Long.parseLong(text));
        }
        if (form instanceof ValueForm.DecimalNumber) {
            return JSON.getNodeFactory().numberNode(Double.parseDouble(text));
        }
        return form instanceof ValueForm.Flag
                ? JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(text))
                : JSON.getNodeFactory().textNode(text);
    }

    private static void describe(ObjectNode schema, ValueForm form) {
        if (form instanceof ValueForm.WholeNumber number) {
            array(schema, "type", List.of("integer", "string"));
            schema.put("minimum", number.least()).put("maximum", number.most()).put("pattern", FROM_OUTSIDE);
        } else if (form instanceof ValueForm.DecimalNumber number) {
            array(schema, "type", List.of("number", "string"));
            schema.put("exclusiveMinimum", number.above())
                    .put("exclusiveMaximum", number.below())
                    .put("pattern", FROM_OUTSIDE);
        } else if (form instanceof ValueForm.Flag) {
            array(schema, "type", List.of("boolean", "string"));
            schema.put("pattern", FROM_OUTSIDE);
        } else if (form instanceof ValueForm.Word word) {
            var alternatives = schema.putArray("anyOf");
            array(alternatives.addObject(), "enum", word.words());
            alternatives.addObject().put("type", "string").put("pattern", FROM_OUTSIDE);
        } else {
            describeText(schema, form);
        }
    }

    /** Where any text will do, so will what YAML takes for a number or a flag. */
    private static void describeText(ObjectNode schema, ValueForm form) {
        if (form instanceof ValueForm.Duration duration) {
            schema.put("type", "string").put("pattern", orFromOutside(duration.pattern()));
        } else if (form instanceof ValueForm.Text text && text.pattern().isPresent()) {
            var pattern = text.pattern().get();
            schema.put("pattern", orFromOutside(pattern));
            alsoPlain(schema, pattern);
        } else {
            array(schema, "type", List.of("string", "number", "boolean"));
            schema.put("pattern", form instanceof ValueForm.Text ? "\\S" : ".*");
        }
    }

    /** A name may look like a number or a flag to YAML. */
    private static void alsoPlain(ObjectNode schema, String pattern) {
        var types = array(schema, "type", List.of("string"));
        if ("1".matches(pattern)) {
            types.add("number");
            if (!"-1".matches(pattern)) {
                schema.put("minimum", 0);
            }
        }
        if ("true".matches(pattern)) {
            types.add("boolean");
        }
    }

    private static String orFromOutside(String pattern) {
        return "^(?:" + pattern + ")$|" + FROM_OUTSIDE;
    }

    private static ArrayNode array(ObjectNode parent, String name, Collection<String> texts) {
        var array = parent.putArray(name);
        texts.forEach(array::add);
        return array;
    }
}
