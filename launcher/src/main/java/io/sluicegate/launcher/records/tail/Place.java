package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.rows.Times;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A place in a log, as people name it. */
sealed interface Place {
    Pattern SPAN = Pattern.compile("-([0-9]{1,9})(ms|s|m|h|d)");
    Pattern OFFSET = Pattern.compile("(?:([0-9]{1,9}):)?([0-9]{1,18})");
    Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** Before the first record. */
    record Beginning() implements Place {}

    /** Behind the last record of that moment. */
    record End() implements Place {}

    /** Before the first record that was appended at this time or later. */
    record At(Instant time) implements Place {}

    /** Before the record with this offset, in each partition. */
    record AtOffset(long offset) implements Place {}

    /** Before the record with this offset, in this partition alone. */
    record InPartition(int partition, long offset) implements Place {}

    /** @param option the option that the text is from */
    static Place parse(String option, String text, Instant now) {
        if (text.equals("beginning")) {
            return new Beginning();
        }
        if (text.equals("end")) {
            return new End();
        }
        var span = SPAN.matcher(text);
        if (span.matches()) {
            return new At(now.minus(
                    UNITS.getOrDefault(span.group(2), Duration.ZERO).multipliedBy(Long.parseLong(span.group(1)))));
        }
        var offset = OFFSET.matcher(text);
        if (offset.matches()) {
            var number = Long.parseLong(offset.group(2));
            return offset.group(1) == null
                    ? new AtOffset(number)
                    : new InPartition(Integer.parseInt(offset.group(1)), number);
        }
        return Times.parse(text)
                .<Place>map(At::new)
                .orElseThrow(() -> new CommandFailed(Message.PLACE_WRONG, option, text));
    }

    /** The offset of the place in each of the partitions that it is in. */
    default Map<TopicPartition, Long> offsets(LogReader reader, Collection<TopicPartition> partitions) {
        var begins = reader.begins(partitions);
        var ends = reader.ends(partitions);
        if (this instanceof Beginning) {
            return begins;
        }
        if (this instanceof End) {
            return ends;
        }
        if (this instanceof At at) {
            return reader.at(partitions, at.time());
        }
        var offsets = partitions.stream()
                .filter(it -> !(this instanceof InPartition in) || in.partition() == it.partition())
                .collect(Collectors.toMap(it -> it, it -> between(at(begins, it), offset(), at(ends, it))));
        if (offsets.isEmpty()) {
            throw new CommandFailed(Message.PARTITION_MISSING, this instanceof InPartition in ? in.partition() : "");
        }
        return offsets;
    }

    private long offset() {
        return this instanceof InPartition in ? in.offset() : ((AtOffset) this).offset();
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static long between(long begin, long offset, long end) {
        return Math.max(begin, Math.min(offset, end));
    }
}
