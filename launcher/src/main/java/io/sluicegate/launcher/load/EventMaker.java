package io.sluicegate.launcher.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.rows.EventFields;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the events of a load from samples: each with an id of its own, the time at which it is sent, and, if asked for, another key.
 *
 * @param keys draws keys; empty leaves the samples' own
 */
record EventMaker(
        String topic,
        EventFields fields,
        AvroWriter<GenericRecord> writer,
        Samples samples,
        Optional<EventIds.Given> ids,
        Optional<Zipf> keys,
        List<FieldShift> shifts,
        RandomGenerator random) {

    /** @throws CommandFailed if the id can't hold what the load would write */
    EventMaker {
        if (ids.isPresent()) {
            fields.id()
                    .filter(it -> it.schema().getType() != Schema.Type.STRING
                            && it.schema().getType() != Schema.Type.LONG)
                    .ifPresent(it -> {
                        throw new CommandFailed(
                                Message.LOAD_SOURCE,
                                "the schema",
                                "its id " + it.path() + " is neither text nor a long number");
                    });
        }
    }

    /** @param since how long the load has gone on */
    ProducerRecord<byte[], byte[]> make(int number, Instant now, Duration since) {
        var event = samples.next();
        ids.ifPresent(given -> writeId(event, given.of(number)));
        fields.time().write(event, fields.time().number(now));
        keys.ifPresent(it -> fields.entity().write(event, key(it.draw(random))));
        shifts.forEach(it -> it.apply(event, since));
        var key = fields.entity().text(event).map(it -> it.getBytes(UTF_8)).orElse(null);
        return new ProducerRecord<>(topic, key, writer.write(event));
    }

    private void writeId(GenericRecord event, String id) {
        var field = fields.id().orElseThrow();
        field.write(event, field.schema().getType() == Schema.Type.LONG ? (Object) Long.valueOf(id) : id);
    }

    private Object key(int number) {
        return switch (fields.entity().schema().getType()) {
            case LONG -> (long) number;
            case INT -> number;
            default -> "load-" + number;
        };
    }
}
