package io.sluicegate.runtime.cluster;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.cluster.TopicDifference.Contradicts;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of the cluster against a pipeline's needs, before the pipeline starts and while it runs. */
public final class ClusterCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ClusterCheck() {}

    /** All topics of the pipeline and the cluster. */
    public static List<TopicSpec> topics(PipelineConfig config) {
        return Stream.concat(
                        Topics.ofCluster().stream(),
                        Topics.of(config.pipeline()).ofPipeline(config.events().topic(), config.partitions()).stream())
                .toList();
    }

    /** An administrator of the pipeline's topics that leaves the user's own topics alone. */
    public static TopicAdmin admin(PipelineConfig config, Clients clients) {
        return new TopicAdmin(clients, Set.of(config.events().topic()));
    }

    /**
     * Waits until Kafka answers and has the topics; warns of harmless contradictions.
     *
     * @throws KafkaUnreachable if it doesn't answer within half a minute
     * @throws TopicsMissing if a topic isn't there
     * @throws TopicsContradict if one of Sluicegate's topics has a dangerous setting, see {@link #isDangerous(PipelineConfig, Contradicts)}
     */
    public static void await(PipelineConfig config, Clients clients) {
        try (var admin = admin(config, clients)) {
            var topics = topics(config);
            var missing = admin.awaitAll(topics, PATIENCE);
            if (!missing.isEmpty()) {
                throw new TopicsMissing(names(missing));
            }
            var contradictions = admin.plan(topics).stream()
                    .filter(Contradicts.class::isInstance)
                    .map(Contradicts.class::cast)
                    .toList();
            contradictions.forEach(ClusterCheck::warn);
            refuse(contradictions.stream().filter(it -> isDangerous(config, it)).toList());
        }
    }

    /**
     * Topics that lose records when one broker is lost: those of the pipeline and the cluster, and existing internal topics of
     * Kafka Streams. Always empty on a development cluster.
     */
    public static List<String> fragile(PipelineConfig config, Clients clients) {
        if (config.kafka().profile() == Profile.DEVELOPMENT) {
            return List.of();
        }
        var ours = topics(config).stream().map(TopicSpec::name).collect(Collectors.toSet());
        var internal = Pattern.compile(
                        "(" + Pattern.quote(config.pipeline()) + "|sluicegate)-.+-(changelog|repartition)")
                .asMatchPredicate();
        try (var admin = admin(config, clients)) {
            var fragile = admin.fragile(internal.or(ours::contains));
            if (!fragile.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("topics", fragile)
                        .log("losing one broker loses records: these topics have fewer than three replicas, or "
                                + TopicSpec.IN_SYNC + " 1; set kafka.profile: development on a development cluster");
            }
            return fragile;
        } catch (KafkaUnreachable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("could not look up the replicas of the topics");
            return List.of();
        }
    }

    /** The wanted topics of the pipeline and the cluster that the cluster lacks; empty if Kafka doesn't answer. */
    public static List<String> missing(PipelineConfig config, Clients clients, Set<String> wanted) {
        try (var admin = admin(config, clients)) {
            var topics = topics(config).stream()
                    .filter(topic -> wanted.contains(topic.name()))
                    .toList();
            return names(admin.awaitAll(topics, PATIENCE));
        } catch (KafkaUnreachable e) {
            return List.of();
        }
    }

    private static List<String> names(List<TopicSpec> topics) {
        return topics.stream().map(TopicSpec::name).toList();
    }

    /**
     * Whether a difference loses records or blocks the loop. With another number of partitions, windows that are counted by
     * partition never close. A wrongly compacted log loses all but the newest record of each key, and an uncompacted state expires.
     * With timestamps by the producers, a broker refuses records or deletes them at once. Only retention is the user's choice,
     * except where records are kept for ever.
     */
    private static boolean isDangerous(Contradicts difference) {
        return !difference.setting().equals(TopicSpec.RETENTION)
                || difference.topic().kept() instanceof TopicSpec.Forever;
    }

    /** Whether services refuse to start because of the difference. */
    public static boolean isDangerous(PipelineConfig config, Contradicts difference) {
        return isDangerous(difference)
                && !difference.topic().name().equals(config.events().topic());
    }

    private static void refuse(List<Contradicts> contradictions) {
        if (!contradictions.isEmpty()) {
            throw new TopicsContradict(contradictions);
        }
    }

    private static void warn(TopicDifference difference) {
        LOG.atWarn().addKeyValue("difference", difference).log("topic contradicts the catalogue");
    }
}
