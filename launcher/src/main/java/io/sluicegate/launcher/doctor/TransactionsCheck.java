package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.runtime.cluster.ClusterCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.internals.Topic;

/**
 * Looks for transactions that have been open for long on the pipeline's topics, on those of Kafka Streams, and on Kafka's own topic of
 * committed offsets. A transaction that no coordinator knows of any more hangs: it never ends by itself.
 *
 * @param patience how old the last record of an open transaction may be
 */
record TransactionsCheck(Kafka kafka, Duration patience) implements Check {

    /** The first open transaction of one producer on one partition. */
    record Open(TopicPartition partition, long producer, long offset, long lastRecordAt) {}

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var partitions = partitions();
        var answers = kafka.admin().describeProducers(partitions);
        var open = new ArrayList<Open>();
        var refused = new HashSet<String>();
        for (var partition : partitions) {
            producers(answers.partitionResult(partition).thenApply(it -> it.activeProducers()))
                    .ifPresentOrElse(
                            it -> it.forEach(
                                    producer -> open(partition, producer).ifPresent(open::add)),
                            () -> refused.add(partition.topic()));
        }
        var now = System.currentTimeMillis();
        open.removeIf(it -> now - it.lastRecordAt() < patience.toMillis());
        var found = new ArrayList<>(findings(open, open.isEmpty() ? Map.of() : known(open), now));
        refused.stream().sorted().map(TransactionsCheck::refused).forEach(found::add);
        return found.isEmpty()
                ? List.of(Finding.ok(partitions.size() + " partitions", "no transaction has been open for long"))
                : found;
    }

    /** Empty if the user may not read the topic. */
    private static Optional<List<ProducerState>> producers(KafkaFuture<List<ProducerState>> answer) throws Exception {
        try {
            return Optional.of(Kafka.await(answer));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Open> open(TopicPartition partition, ProducerState it) {
        return it.currentTransactionStartOffset().isPresent()
                ? Optional.of(new Open(
                        partition,
                        it.producerId(),
                        it.currentTransactionStartOffset().getAsLong(),
                        it.lastTimestamp()))
                : Optional.empty();
    }

    private List<TopicPartition> partitions() throws Exception {
        var ours = ClusterCheck.topics(kafka.config()).stream()
                .map(TopicSpec::name)
                .collect(Collectors.toSet());
        var internal = Pattern.compile("(" + Pattern.quote(kafka.config().pipeline())
                        + "|sluicegate)-.+-(changelog|repartition)|" + Topic.GROUP_METADATA_TOPIC_NAME)
                .asMatchPredicate();
        Set<String> topics =
                Kafka.await(kafka.admin()
                                .listTopics(new ListTopicsOptions().listInternal(true))
                                .names())
                        .stream()
                        .filter(internal.or(ours::contains))
                        .collect(Collectors.toSet());
        return kafka.described(topics).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .filter(it -> it.leader() != null && !it.leader().isEmpty())
                        .map(it -> new TopicPartition(topic.name(), it.partition())))
                .toList();
    }

    /** The transactions that a coordinator still knows, by producer. */
    private Map<Long, TransactionListing> known(List<Open> open) throws Exception {
        var producers = open.stream().map(Open::producer).collect(Collectors.toSet());
        var known = new HashMap<Long, TransactionListing>();
        Kafka.await(kafka.admin()
                        .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                        .all())
                .forEach(it -> known.put(it.producerId(), it));
        return known;
    }

    static List<Finding> findings(List<Open> open, Map<Long, TransactionListing> known, long now) {
        return open.stream()
                .map(it -> finding(it, Optional.ofNullable(known.get(it.producer())), now))
                .toList();
    }

    private static Finding finding(Open open, Optional<TransactionListing> known, long now) {
        var where = "partition " + open.partition().partition() + " of "
                + open.partition().topic();
        var what = "a transaction has been open for " + (now - open.lastRecordAt()) / 1000 + " s at offset "
                + open.offset() + ": consumers get nothing behind it; ";
        return known.filter(TransactionsCheck::goesOn)
                .map(it -> Finding.problem(
                        where,
                        what + "its producer " + it.transactionalId() + " hasn't ended it",
                        "look at that producer; otherwise Kafka ends the transaction after transaction.timeout.ms"))
                .orElseGet(() -> Finding.problem(
                        where,
                        what + "no coordinator ends it, so it hangs (producer id " + open.producer() + ")",
                        "see 'Hanging transactions' in the operator's guide before you end it"));
    }

    private static boolean goesOn(TransactionListing it) {
        return switch (it.state()) {
            case ONGOING, PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> true;
            default -> false;
        };
    }

    private static Finding refused(String topic) {
        return Finding.unknown(
                topic,
                "the user may not Read it, so Kafka doesn't tell its open transactions",
                "ask as a user who may Read " + topic);
    }
}
