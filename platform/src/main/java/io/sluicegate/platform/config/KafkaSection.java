package io.sluicegate.platform.config;

import io.sluicegate.catalogue.RecordLimits;
import io.sluicegate.platform.config.KafkaSettings.Guarantee;
import io.sluicegate.platform.config.KafkaSettings.Latency;
import io.sluicegate.platform.config.KafkaSettings.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code kafka}. */
final class KafkaSection {
    /** What the broker is set to. */
    private static final long BROKERS_OWN = -1;

    private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(30);

    /** What our promises rest on, and what it has to be. */
    private static final Map<String, Set<String>> OURS = Map.of(
            "acks", Set.of("all", "-1"),
            "enable.idempotence", Set.of("true"),
            "max.request.size", Set.of(Integer.toString(RecordLimits.WRITTEN)));

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|jaas\\.config|user\\.info|ssl\\.keystore\\.key)|(.*\\.)?token");

    private KafkaSection() {}

    static KafkaSettings read(ConfigNode node) {
        long replication = node.at("replication").get(ConfigType.integer(1, Short.MAX_VALUE), BROKERS_OWN);
        return new KafkaSettings(
                node.at("bootstrap").get(ConfigType.text("localhost:9092")),
                node.at("registry").get(ConfigType.text("http://localhost:8081")),
                node.at("guarantee").get(ConfigType.oneOf(Guarantee.class), Guarantee.EXACTLY_ONCE),
                node.at("latency").get(ConfigType.oneOf(Latency.class), Latency.BALANCED),
                (short) replication,
                properties(node.at("properties")),
                node.at("schema-patience").get(ConfigType.duration(), SCHEMA_PATIENCE),
                node.at("profile").get(ConfigType.oneOf(Profile.class), Profile.PRODUCTION));
    }

    private static Map<String, String> properties(ConfigNode node) {
        var properties = new LinkedHashMap<String, String>();
        node.members().forEach((name, value) -> properties.put(name, property(name, value)));
        return Map.copyOf(properties);
    }

    private static String property(String name, ConfigNode value) {
        if (SECRET.matcher(name).matches()
                && !value.written().map(Interpolation::refers).orElse(false)) {
            value.problem(
                    "is a secret and stands in the file", "write ${NAME} or ${file:/path} and keep the secret there");
            return "";
        }
        var text = value.get(ConfigType.text());
        var allowed = OURS.getOrDefault(name.replaceFirst("^producer\\.", ""), Set.of());
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            value.problem("is " + text + ", and no promise would hold with that", "remove it: it is set by us");
        }
        return text;
    }
}
