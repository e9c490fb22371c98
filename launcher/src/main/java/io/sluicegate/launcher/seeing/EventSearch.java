package io.sluicegate.launcher.seeing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.records.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks for the predictions about an event. Kafka has no index of ids, so the search is bounded: by the time at which the event was
 * answered, by the entity, whose predictions lie in one partition, or else by the number of the newest predictions. An id of Sluicegate's
 * own names the features record, which tells both. Newest first, in parts that grow, so that what was answered a moment ago is found at
 * once.
 */
final class EventSearch {
    private static final long FIRST_PART = 10_000;

    private final PipelineLog log;
    private final String id;
    private final byte[] idBytes;
    private final Optional<String> entity;
    private final Optional<Instant> time;
    private final Duration around;
    private final long most;

    /**
     * @param entity the event's entity, if it is known
     * @param time about when the event was answered, if that is known
     * @param around how far from that time the search goes
     * @param most the most predictions that are searched
     */
    EventSearch(
            PipelineLog log, String id, Optional<String> entity, Optional<Instant> time, Duration around, long most) {
        this.log = log;
        this.id = id;
        this.idBytes = id.getBytes(UTF_8);
        this.entity = entity;
        this.time = time;
        this.around = around;
        this.most = most;
    }

    /** This search with what an id of Sluicegate's own tells; such an id is the place of the features record. */
    EventSearch sharpened() {
        var own = Pattern.compile(Pattern.quote(log.topics().features()) + "-([0-9]{1,9})-([0-9]{1,18})")
                .matcher(id);
        if (!own.matches()) {
            return this;
        }
        return log.at(log.topics().features(), Integer.parseInt(own.group(1)), Long.parseLong(own.group(2)))
                .map(raw -> new EventSearch(
                        log,
                        id,
                        raw.key() == null ? entity : Optional.of(new String(raw.key(), UTF_8)),
                        Optional.of(Instant.ofEpochMilli(raw.timestamp())),
                        around,
                        most))
                .orElse(this);
    }

    /** The event's predictions in a topic of predictions, in their order. */
    List<Found<Prediction>> in(String topic) {
        var all = log.log().partitions(topic);
        var searched = entity.map(it -> List.of(log.log().partitionOf(topic, it.getBytes(UTF_8))))
                .orElse(all);
        return time.map(it -> read(around(searched, it))).orElseGet(() -> newest(searched));
    }

    private Span around(Collection<TopicPartition> partitions, Instant middle) {
        return log.between(partitions, middle.minus(around), middle.plus(around))
                .first(most);
    }

    private List<Found<Prediction>> newest(Collection<TopicPartition> partitions) {
        var all = log.whole(partitions).last(most);
        var part = all.last(FIRST_PART);
        var found = read(part);
        for (var size = FIRST_PART * 2; found.isEmpty() && all.before(part).length() > 0; size *= 2) {
            part = all.before(part).last(size);
            found = read(part);
        }
        return found;
    }

    private List<Found<Prediction>> read(Span span) {
        var found = new ArrayList<Found<Prediction>>();
        log.each(Prediction.class, span, raw -> contains(raw.value(), idBytes), prediction -> {
            if (prediction.value().getEventId().equals(id)
                    && entity.map(prediction.value().getEntity()::equals).orElse(true)) {
                found.add(prediction);
            }
        });
        return found;
    }

    /** Spares decoding the predictions about other events. */
    static boolean contains(byte[] bytes, byte[] part) {
        for (var start = 0; part.length > 0 && start + part.length <= bytes.length; start++) {
            if (bytes[start] == part[0] && Arrays.equals(bytes, start, start + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** Where the search looked, in words. */
    String words() {
        var where = entity.map(it -> "of the partition of '" + it + "'").orElse("of all partitions");
        return time.map(it -> "the predictions " + where + " from " + it.minus(around) + " to " + it.plus(around))
                .orElse("the newest " + most + " predictions " + where);
    }
}
