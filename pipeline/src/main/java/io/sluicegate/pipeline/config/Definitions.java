package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The writer of a feature set's definitions, in order, so that a feature's text can refer to the features before it. */
final class Definitions {
    private final FeatureSet set;
    private final Map<String, Definition> byName = new LinkedHashMap<>();

    private Definitions(FeatureSet set) {
        this.set = set;
    }

    static Map<String, Definition> of(FeatureSet set) {
        var definitions = new Definitions(set);
        set.features().forEach(definitions::add);
        return definitions.byName;
    }

    private void add(FeatureDefinition feature) {
        var members = new TreeMap<String, Object>();
        members.put("v", Definition.VERSION);
        members.put("type", lower(feature.type()));
        feature.vector().ifPresent(form -> {
            members.put("elements", form.element().text());
            members.put("shape", form.shape());
        });
        if (feature.source() instanceof Field source) {
            members.put("field", source.field());
        } else if (feature.source() instanceof Expression source) {
            members.put("cel", source.cel().strip());
            members.put("features", referred(source.cel()));
        } else {
            aggregate((Windowed) feature.source(), members);
        }
        byName.put(feature.name(), new Definition(CanonicalJson.write(members)));
    }

    /** The definition of an aggregate, which includes the entity and the time of the events. */
    private void aggregate(Windowed source, SortedMap<String, Object> members) {
        members.put("aggregate", lower(source.aggregate()));
        source.of().ifPresent(field -> members.put("of", field));
        source.where().ifPresent(condition -> members.put("where", condition.strip()));
        members.put("window", source.window().toMillis());
        members.put("entity", set.entity());
        members.put("time", set.time());
    }

    /** The hashes of the features that are referred to: a definition changes with them. */
    private SortedMap<String, Object> referred(String cel) {
        var hashes = new TreeMap<String, Object>();
        for (var name : FeatureReferences.in(cel)) {
            var definition = byName.get(name);
            if (definition != null) {
                hashes.put(name, definition.hash());
            }
        }
        return hashes;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
