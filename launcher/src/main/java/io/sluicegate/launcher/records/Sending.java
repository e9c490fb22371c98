package io.sluicegate.launcher.records;

import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.rows.Misfit;
import io.sluicegate.launcher.rows.Reading;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.launcher.rows.Rows;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.InterruptException;

/** The sending of a file's rows, in their order, each when it is due. */
final class Sending {
    private static final double MILLIS = 1e3;

    private final Rows rows;
    private final Target target;
    private final AvroWriter<GenericRecord> writer;
    private final Sender sender;
    private final Schedule schedule;
    private final SkippedRows skipped;
    private final boolean stopAtError;
    private final Consumer<String> notes;
    private final Set<String> told = new HashSet<>();
    private final long began = System.nanoTime();
    private long read;
    private Optional<Instant> earliest = Optional.empty();
    private Optional<Instant> latest = Optional.empty();

    /** @param notes is told of what is odd but no error */
    Sending(
            Rows rows,
            Target target,
            AvroWriter<GenericRecord> writer,
            Sender sender,
            Schedule schedule,
            SkippedRows skipped,
            boolean stopAtError,
            Consumer<String> notes) {
        this.rows = rows;
        this.target = target;
        this.writer = writer;
        this.sender = sender;
        this.schedule = schedule;
        this.skipped = skipped;
        this.stopAtError = stopAtError;
        this.notes = notes;
    }

    /** Sends until the rows end, the thread is interrupted or Kafka fails. */
    SendSummary run() throws IOException {
        try {
            for (var next = rows.next(); next.isPresent() && isWanted(); next = rows.next()) {
                read++;
                take(next.get());
            }
        } catch (InterruptedException | InterruptException e) {
            var unused = Thread.interrupted(); // the records under way are still to be written
        }
        sender.flush();
        skipped.reportOthers();
        sender.failure().ifPresent(this::fail);
        return new SendSummary(target, sender.written(), read, skipped.count(), elapsed(), earliest, latest);
    }

    /** How much of the file is sent; any thread may ask. */
    Progress.Done done() {
        var perSecond = sender.sent() * MILLIS / Math.max(1, elapsed().toMillis());
        return new Progress.Done(
                rows.progress(), Spans.count(sender.sent()) + " sent, " + Spans.count(Math.round(perSecond)) + "/s");
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private boolean isWanted() {
        return sender.failure().isEmpty() && !(stopAtError && skipped.count() > 0);
    }

    private void fail(Exception cause) {
        throw new CommandFailed(
                cause,
                Message.RECORDS_NOT_WRITTEN,
                sender.sent() - sender.written(),
                sender.sent(),
                target.topic(),
                String.valueOf(cause.getMessage()));
    }

    private void take(Reading reading) throws InterruptedException {
        if (reading instanceof Row row) {
            try {
                send(row);
            } catch (Misfit e) {
                skipped.add(row.line(), e.kind(), String.valueOf(e.getMessage()));
            }
        } else {
            var why = ((Reading.Broken) reading).why();
            skipped.add(reading.line(), why, why);
        }
    }

    private void send(Row row) throws InterruptedException {
        var record = target.record(row);
        var key = target.key(record);
        var value = writer.write(record);
        tellUnknown();
        var time = target.time(record);
        time.ifPresent(this::note);
        schedule.await(sender.sent(), time);
        sender.send(row.line(), key, value);
    }

    private void tellUnknown() {
        target.unknown().stream()
                .filter(told::add)
                .forEach(field -> notes.accept(
                        "note: " + rows.name() + " has '" + field + "', which " + target.noun() + " don't: left out"));
    }

    private void note(Instant time) {
        earliest = earliest.filter(time::isAfter).or(() -> Optional.of(time));
        latest = latest.filter(time::isBefore).or(() -> Optional.of(time));
    }
}
