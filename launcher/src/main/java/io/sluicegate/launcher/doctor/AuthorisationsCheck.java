package io.sluicegate.launcher.doctor;

import io.sluicegate.runtime.kafka.Issuer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka what this user may do, which Kafka tells with the description of a topic, a group and the cluster. */
record AuthorisationsCheck(Kafka kafka) implements Check {
    private static final String NONE = "may not even Describe it";

    @Override
    public String name() {
        return "authorisations";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var found = new ArrayList<Finding>();
        found.addAll(ofTopics(Needs.of(kafka.config()), allowedTopics(), user()));
        found.addAll(ofGroups());
        found.addAll(ofCluster());
        if (Finding.worst(found) == Finding.State.OK) {
            found.add(0, Finding.ok(user(), "may read and write all topics that exist, as the stages need"));
        }
        return found;
    }

    private String user() {
        return Issuer.of(kafka.config().kafka()).authenticated()
                ? "user " + Issuer.of(kafka.config().kafka()).name()
                : "anonymous user";
    }

    /** The allowed operations by topic; none for a topic that the user may not describe; without topics that don't exist. */
    private Map<String, Set<AclOperation>> allowedTopics() throws Exception {
        var names = Needs.of(kafka.config()).stream().map(Needs::topic).collect(Collectors.toSet());
        var described = kafka.admin()
                .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        var allowed = new LinkedHashMap<String, Set<AclOperation>>();
        for (var topic : described.entrySet()) {
            operations(topic.getValue().thenApply(it -> it.authorizedOperations()))
                    .ifPresent(it -> allowed.put(topic.getKey(), it));
        }
        return allowed;
    }

    /** The operations; none if the user may not ask; empty if the thing doesn't exist. */
    private static Optional<Set<AclOperation>> operations(KafkaFuture<Set<AclOperation>> answer) throws Exception {
        try {
            return Optional.ofNullable(Kafka.await(answer));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.of(Set.of());
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One finding for each right that a stage needs and the user lacks. */
    static List<Finding> ofTopics(List<Needs> needs, Map<String, Set<AclOperation>> allowed, String user) {
        return needs.stream()
                .filter(it -> allowed.containsKey(it.topic()))
                .filter(it -> !allowed.getOrDefault(it.topic(), Set.of()).contains(it.operation()))
                .map(it -> lacking(it, allowed.getOrDefault(it.topic(), Set.of()), user))
                .toList();
    }

    private static Finding lacking(Needs need, Set<AclOperation> allowed, String user) {
        var operation = shown(need.operation());
        return Finding.problem(
                need.topic(),
                user + " " + (allowed.isEmpty() ? NONE : "may not " + operation) + "; " + need.stage() + " needs to",
                "grant the user " + operation + " and Describe on topic " + need.topic()
                        + ", or ask as the user that runs the stage");
    }

    private static String shown(AclOperation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private List<Finding> ofGroups() throws Exception {
        var groups = kafka.admin()
                .describeConsumerGroups(
                        Needs.groups(kafka.config().pipeline()),
                        new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups();
        var found = new ArrayList<Finding>();
        for (var group : groups.entrySet()) {
            var allowed = operations(group.getValue().thenApply(it -> it.authorizedOperations()));
            if (allowed.isPresent() && !allowed.get().contains(AclOperation.READ)) {
                found.add(Finding.problem(
                        "group " + group.getKey(),
                        user() + " may not Read as this group",
                        "grant the user Read on groups with the prefix "
                                + kafka.config().pipeline() + "-"));
            }
        }
        return found;
    }

    /** Kafka doesn't tell about transactional ids and topics to come; a user without any limits needs no more. */
    private List<Finding> ofCluster() throws Exception {
        var operations = Kafka.await(kafka.admin()
                .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                .authorizedOperations());
        return ofCluster(
                operations == null ? Set.of() : operations, kafka.config().pipeline());
    }

    static List<Finding> ofCluster(Set<AclOperation> allowed, String pipeline) {
        if (allowed.contains(AclOperation.ALTER) && allowed.contains(AclOperation.CREATE)) {
            return List.of();
        }
        var prefix = pipeline + "-";
        var ids = Finding.unknown(
                "transactional ids " + prefix + "*",
                "Kafka tells nobody whether a user may write under a transactional id",
                "grant the user Write and Describe on transactional ids with the prefix " + prefix);
        return allowed.contains(AclOperation.CREATE)
                ? List.of(ids)
                : List.of(
                        ids,
                        Finding.unknown(
                                "topics " + prefix + "*",
                                "the user may not Create topics in the whole cluster; Kafka Streams creates its changelogs",
                                "grant the user Create on topics with the prefix " + prefix));
    }
}
