package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code kafka}. */
final class KafkaSection {
    /** Stands for the broker's own replication factor. */
    private static final long BROKERS_OWN = -1;

    private static final Setting<String> BOOTSTRAP = Setting.of(
            "bootstrap", ConfigType.text("localhost:9092"), "addresses of Kafka brokers, separated by commas");
    private static final Setting<String> REGISTRY = Setting.of(
            "registry",
            ConfigType.text("http://localhost:8081"),
            "address of the schema registry's Confluent-compatible API");
    private static final Setting<Guarantee> GUARANTEE = Setting.of(
                    "guarantee",
                    ConfigType.oneOf(Guarantee.class),
                    "what readers may rely on after a failure; under `at-least-once` an answer may come twice")
            .otherwise(Guarantee.EXACTLY_ONCE);
    private static final Setting<Latency> LATENCY = Setting.of(
                    "latency",
                    ConfigType.oneOf(Latency.class),
                    "trades latency against throughput for all clients: see [the latency setting](operations.md#the-latency-setting)")
            .otherwise(Latency.BALANCED);
    private static final Setting<Long> REPLICATION = Setting.of(
                    "replication",
                    ConfigType.integer(1, Short.MAX_VALUE),
                    "replicas of each topic that Sluicegate creates")
            .otherwiseAs("the broker's")
            .in("replicas");
    private static final Setting<String> PROPERTIES = Setting.of(
                    "properties",
                    ConfigType.text(),
                    "properties of every Kafka client and of the registry's client, by their own names; secrets must come"
                            + " from outside the file; properties that the guarantees rest on can't be changed")
            .otherwiseAs("none")
            .mapped();
    private static final Setting<Duration> SCHEMA_PATIENCE = Setting.of(
                    "schema-patience",
                    ConfigType.duration(),
                    "how long a record waits for its schema while the registry answers but doesn't have it")
            .otherwise(Duration.ofSeconds(30));
    private static final Setting<Profile> PROFILE = Setting.of(
                    "profile",
                    ConfigType.oneOf(Profile.class),
                    "what the cluster is for; under `development` services don't warn of topics that lose records if one broker is lost")
            .otherwise(Profile.PRODUCTION);

    static final Section SECTION = Section.of(
                    "kafka",
                    "Where Kafka and the schema registry are, and how Sluicegate uses them.",
                    BOOTSTRAP,
                    REGISTRY,
                    GUARANTEE,
                    LATENCY,
                    REPLICATION,
                    PROPERTIES,
                    SCHEMA_PATIENCE,
                    PROFILE)
            .required();

    /** Client properties that Sluicegate's guarantees depend on, with their required values. */
    private static final Map<String, Set<String>> OURS = Map.of(
            "acks", Set.of("all", "-1"),
            "enable.idempotence", Set.of("true"),
            "max.request.size", Set.of(Integer.toString(RecordLimits.WRITTEN)));

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|jaas\\.config|user\\.info|ssl\\.keystore\\.key)|(.*\\.)?token");

    private KafkaSection() {}

    static KafkaSettings read(ConfigNode node) {
        long replication = node.find(REPLICATION).orElse(BROKERS_OWN);
        return new KafkaSettings(
                node.get(BOOTSTRAP),
                node.get(REGISTRY),
                node.get(GUARANTEE),
                node.get(LATENCY),
                (short) replication,
                properties(node.at(PROPERTIES)),
                node.get(SCHEMA_PATIENCE),
                node.get(PROFILE));
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
        var text = value.get(PROPERTIES.type());
        var allowed = OURS.getOrDefault(name.replaceFirst("^producer\\.", ""), Set.of());
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            value.problem("is " + text + ", and no promise would hold with that", "remove it: it is set by us");
        }
        return text;
    }
}
