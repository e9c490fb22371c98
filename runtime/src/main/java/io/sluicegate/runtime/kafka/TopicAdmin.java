package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.runtime.kafka.TopicDifference.Contradicts;
import io.sluicegate.runtime.kafka.TopicDifference.Missing;
import io.sluicegate.runtime.kafka.TopicDifference.Same;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An administrator that compares the topics on the cluster with those expected, and creates missing ones. */
public final class TopicAdmin implements AutoCloseable {
    static final String PARTITIONS = "partitions";

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Admin admin;
    private final String bootstrap;
    private final Optional<Short> replication;
    private final Set<String> foreign;

    /**
     * Connects.
     *
     * @param foreign topics that belong to the user: only their existence and number of partitions are checked
     */
    public TopicAdmin(Clients clients, Set<String> foreign) {
        this.admin = connect(clients);
        this.bootstrap = clients.bootstrap();
        this.replication = Optional.of(clients.replication()).filter(factor -> factor > 0);
        this.foreign = Set.copyOf(foreign);
    }

    private static Admin connect(Clients clients) {
        try {
            return Admin.create(clients.adminProperties());
        } catch (KafkaException e) {
            throw new KafkaUnreachable(clients.bootstrap(), e);
        }
    }

    /** The comparison of each topic; a topic with several contradicting settings appears once for each. */
    public List<TopicDifference> plan(List<TopicSpec> topics) {
        var present = present(topics.stream().map(TopicSpec::name).toList());
        var configs = configs(present.keySet());
        return topics.stream()
                .flatMap(topic -> differences(topic, present, configs))
                .toList();
    }

    /**
     * Creates missing topics and returns once they are visible.
     *
     * @return the plan that was carried out
     * @throws TopicsContradict if any topic contradicts; nothing is created then
     */
    public List<TopicDifference> apply(List<TopicSpec> topics) {
        var plan = plan(topics);
        var contradictions = only(plan, Contradicts.class);
        if (!contradictions.isEmpty()) {
            throw new TopicsContradict(contradictions);
        }
        var missing = missing(plan);
        create(missing);
        awaitAll(missing, PATIENCE);
        return plan;
    }

    /** Waits for the topics, because a new topic becomes visible a moment after its creation. Returns those that don't appear. */
    List<TopicSpec> awaitAll(List<TopicSpec> topics, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var missing = missing(plan(topics));
        while (!missing.isEmpty() && System.nanoTime() < deadline && paused()) {
            missing = missing(plan(topics));
        }
        return missing;
    }

    /**
     * Raises the retention of these topics where it is too short. Topics that don't exist yet are left to their creator.
     *
     * @throws KeptTooShort if the service may not alter the topics
     */
    public void keepAtLeast(Collection<String> names, Duration time) {
        configs(present(names).keySet()).forEach((topic, config) -> {
            var kept = config.get(TopicSpec.RETENTION).value();
            if (Long.parseLong(kept) >= 0 && Long.parseLong(kept) < time.toMillis()) {
                keep(topic, kept, Long.toString(time.toMillis()));
            }
        });
    }

    private void keep(ConfigResource topic, String before, String now) {
        var change = new AlterConfigOp(new ConfigEntry(TopicSpec.RETENTION, now), AlterConfigOp.OpType.SET);
        try {
            var unused = await(admin.incrementalAlterConfigs(Map.of(topic, List.of(change)))
                    .all());
        } catch (KafkaUnreachable e) {
            throw e.getCause() instanceof AuthorizationException
                    ? new KeptTooShort(topic.name(), TopicSpec.RETENTION, before, now)
                    : e;
        }
        LOG.atInfo()
                .addKeyValue("topic", topic.name())
                .addKeyValue("before", before)
                .addKeyValue("now", now)
                .log("raised the topic's retention");
    }

    private static List<TopicSpec> missing(List<TopicDifference> plan) {
        return only(plan, Missing.class).stream().map(Missing::topic).toList();
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private void create(List<TopicSpec> topics) {
        if (!topics.isEmpty()) {
            int replicas = replication.map(Short::intValue).orElseGet(() -> brokersReplication(topics.get(0)));
            var results = admin.createTopics(topics.stream()
                            .map(topic -> newTopic(topic, topic.settings(replicas)))
                            .toList())
                    .values();
            results.values().forEach(this::createdByAnyone);
        }
    }

    /** The broker's default replication factor, found by a dry run of creating the missing topic. */
    private int brokersReplication(TopicSpec missing) {
        var trial = admin.createTopics(
                List.of(newTopic(missing, missing.settings())), new CreateTopicsOptions().validateOnly(true));
        try {
            return await(trial.replicationFactor(missing.name()));
        } catch (TopicExistsException e) {
            return await(admin.describeTopics(List.of(missing.name())).allTopicNames()).values().stream()
                    .mapToInt(TopicAdmin::replicas)
                    .min()
                    .orElse(1);
        }
    }

    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    /**
     * The topics that lose records when one broker is lost: they have fewer than three replicas, or acknowledge a record that a
     * single replica has.
     *
     * @param wanted names of the topics that matter
     */
    List<String> fragile(Predicate<String> wanted) {
        var names = await(admin.listTopics().names()).stream().filter(wanted).toList();
        var configs = configs(names);
        return await(admin.describeTopics(names).allTopicNames()).values().stream()
                .filter(topic -> isFragile(topic, configs.get(resource(topic.name()))))
                .map(TopicDescription::name)
                .sorted()
                .toList();
    }

    private static boolean isFragile(TopicDescription topic, @Nullable Config config) {
        return replicas(topic) < TopicSpec.SAFE_REPLICAS
                || (config != null && config.get(TopicSpec.IN_SYNC).value().equals("1"));
    }

    /** Two processes may create a topic at once: the loser's error is ignored. */
    private void createdByAnyone(KafkaFuture<Void> result) {
        try {
            var unused = await(result);
        } catch (TopicExistsException e) {
            // as wished
        }
    }

    private NewTopic newTopic(TopicSpec topic, Map<String, String> settings) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replication).configs(settings);
    }

    private Map<String, TopicDescription> present(Collection<String> names) {
        var existing = await(admin.listTopics().names());
        return await(
                admin.describeTopics(names.stream().filter(existing::contains).toList())
                        .allTopicNames());
    }

    private Map<ConfigResource, Config> configs(Collection<String> names) {
        return await(
                admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList())
                        .all());
    }

    private Stream<TopicDifference> differences(
            TopicSpec topic, Map<String, TopicDescription> present, Map<ConfigResource, Config> configs) {
        var description = present.get(topic.name());
        var config = configs.get(resource(topic.name()));
        if (description == null || config == null) {
            return Stream.of(new Missing(topic));
        }
        var contradictions = Stream.concat(
                        partitions(topic, description),
                        foreign.contains(topic.name()) ? Stream.of() : settings(topic, replicas(description), config))
                .collect(Collectors.<TopicDifference>toList());
        return contradictions.isEmpty() ? Stream.of(new Same(topic)) : contradictions.stream();
    }

    private static Stream<TopicDifference> partitions(TopicSpec topic, TopicDescription actual) {
        return differs(
                topic,
                PARTITIONS,
                "" + topic.partitions(),
                "" + actual.partitions().size());
    }

    private static Stream<TopicDifference> settings(TopicSpec topic, int replicas, Config actual) {
        return topic.settings(replicas).entrySet().stream()
                .flatMap(setting -> differs(
                        topic,
                        setting.getKey(),
                        setting.getValue(),
                        actual.get(setting.getKey()).value()));
    }

    private static Stream<TopicDifference> differs(TopicSpec topic, String setting, String expected, String actual) {
        return expected.equals(actual) || isMore(setting, expected, actual)
                ? Stream.of()
                : Stream.of(new Contradicts(topic, setting, expected, actual));
    }

    private static boolean isMore(String setting, String expected, String actual) {
        return TopicSpec.AT_LEAST.contains(setting) && Long.parseLong(actual) > Long.parseLong(expected);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <D extends TopicDifference> List<D> only(List<TopicDifference> plan, Class<D> kind) {
        return plan.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw new KafkaUnreachable(bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(bootstrap, e);
        }
    }

    private RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof TopicExistsException exists
                ? exists
                : new KafkaUnreachable(bootstrap, e.getCause() == null ? e : e.getCause());
    }
}
