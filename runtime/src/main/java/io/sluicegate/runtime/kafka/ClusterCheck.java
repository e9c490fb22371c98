package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.TopicDifference.Contradicts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pipeline needs of the cluster, before it starts and while it runs. */
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

    /** An administration of the pipeline's topics that leaves the user's own alone. */
    public static TopicAdmin admin(PipelineConfig config, Clients clients) {
        return new TopicAdmin(clients, Set.of(config.events().topic()));
    }

    /**
     * Returns once Kafka answers and has the topics; warns of what contradicts otherwise.
     *
     * @throws KafkaUnreachable if it doesn't answer within half a minute
     * @throws TopicsMissing if a topic isn't there
     * @throws TopicsContradict if a topic of ours contradicts in a way that loses records or never ends, see {@link #isDangerous}
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
            refuse(contradictions.stream()
                    .filter(ClusterCheck::isDangerous)
                    .filter(it -> !it.topic().name().equals(config.events().topic()))
                    .toList());
        }
    }

    /**
     * Topics of the pipeline and the cluster from which records are lost with one broker, those of Kafka Streams that are there already
     * included. On a cluster for development nobody cares.
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
                        .log("records are lost with one broker: these topics have fewer than three replicas, or "
                                + TopicSpec.IN_SYNC + " 1; a cluster for development says kafka.profile: development");
            }
            return fragile;
        } catch (KafkaUnreachable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("could not look up the replicas of the topics");
            return List.of();
        }
    }

    /** Those of these topics of the pipeline and the cluster that aren't there; none if Kafka doesn't answer. */
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
     * With other partitions what is counted by partition would never end. A compacted log loses all but the newest record of each
     * key, and a state that isn't compacted falls out of its topic. By the producers' times a broker refuses records or deletes them
     * at once. Only for how long records are kept is somebody's choice, unless they are kept for ever.
     */
    private static boolean isDangerous(Contradicts difference) {
        return !difference.setting().equals(TopicSpec.RETENTION)
                || difference.topic().kept() instanceof TopicSpec.Forever;
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
