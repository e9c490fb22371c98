package io.sluicegate.launcher.seeing;

import io.sluicegate.console.FactReader;
import io.sluicegate.console.FollowedTopics;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.launcher.seeing.domain.PipelineStatus.Reach;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.pipeline.catalogue.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a pipeline's status: each topic's newest records only, however long the topic is. Rates come from offsets at two times, corrected
 * by how many of the newest offsets hold records, since the marks of transactions take offsets, too.
 */
final class StatusReader {
    /** How many of the newest offsets are read of each topic, by what it holds. */
    private static final long PREDICTIONS = 4_000;

    private static final long DEAD_LETTERS = 1_000;
    private static final long DRIFT_REPORTS = 5_000;
    private static final long HEARTBEATS = 10_000;
    private static final long OTHERS = 2_000;
    private static final Duration RATED = Duration.ofMinutes(1);

    private final PipelineLog log;
    private final FollowedTopics followed;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();

    StatusReader(PipelineLog log) {
        this.log = log;
        this.followed = FollowedTopics.of(log.config());
    }

    PipelineStatus read(List<ServiceAnswer> services, Instant now) throws ExecutionException, InterruptedException {
        followed.all().forEach(this::partitions);
        var all = log.whole(followed.all().stream()
                .flatMap(topic -> partitions(topic).stream())
                .toList());
        var span = newest(all);
        var fold = new PipelineFold(log.config().pipeline());
        var reader =
                new FactReader(log.config().pipeline(), log.cluster().clients().serdes());
        var counts = new HashMap<String, Long>();
        log.read(span, raw -> {
            counts.merge(raw.topic(), 1L, Long::sum);
            reader.read(raw).ifPresent(fold::add);
            return true;
        });
        return new PipelineStatus(
                fold.at(now), new StageGroups(log).read(), services, rates(counts, span, now), reach(counts, all));
    }

    private List<TopicPartition> partitions(String topic) {
        return partitions.computeIfAbsent(topic, log.log()::partitions);
    }

    private Span newest(Span all) {
        var from = new HashMap<TopicPartition, Long>();
        followed.all()
                .forEach(topic -> from.putAll(of(topic, all).last(most(topic)).from()));
        return new Span(from, all.until());
    }

    private Span of(String topic, Span all) {
        var from = new HashMap<TopicPartition, Long>();
        partitions(topic).forEach(it -> from.put(it, all.begin(it)));
        return new Span(from, all.until());
    }

    private long most(String topic) {
        if (followed.traffic().contains(topic)) {
            return PREDICTIONS;
        }
        if (isOfDeadLetters(topic)) {
            return DEAD_LETTERS;
        }
        if (topic.equals(log.topics().drift())) {
            return DRIFT_REPORTS;
        }
        return topic.equals(Topics.STATUS) ? HEARTBEATS : OTHERS;
    }

    private static boolean isOfDeadLetters(String topic) {
        return topic.endsWith(Topics.deadLetters(""));
    }

    private Map<String, Double> rates(Map<String, Long> counts, Span span, Instant now) {
        var predictions = log.topics().predictions();
        var rates = new LinkedHashMap<String, Double>();
        rates.put("events", rate(log.config().events().topic(), now));
        rates.put("predictions", rate(predictions, now) * density(predictions, counts, span));
        rates.put("labels", rate(log.topics().labels(), now));
        return rates;
    }

    private double rate(String topic, Instant now) {
        return (double) log.since(topic, now.minus(RATED)).length() / RATED.toSeconds();
    }

    /** The share of the newest offsets that hold records. */
    private double density(String topic, Map<String, Long> counts, Span span) {
        var offsets = of(topic, span).length();
        return offsets == 0 ? 1 : (double) counts.getOrDefault(topic, 0L) / offsets;
    }

    private Reach reach(Map<String, Long> counts, Span all) {
        var predictions = log.topics().predictions();
        var dead = followed.all().stream().filter(StatusReader::isOfDeadLetters).toList();
        return new Reach(
                counts.getOrDefault(predictions, 0L),
                of(predictions, all).length(),
                dead.stream().mapToLong(topic -> counts.getOrDefault(topic, 0L)).sum(),
                dead.stream().mapToLong(topic -> of(topic, all).length()).sum(),
                log.log().recordsRead());
    }
}
