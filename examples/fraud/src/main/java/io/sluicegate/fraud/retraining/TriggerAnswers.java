package io.sluicegate.fraud.retraining;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.kafka.Clients;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers trigger records. Each becomes a command, a dead letter, or a log line that says why there is neither. */
final class TriggerAnswers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerAnswers.class);

    private final CandidateTraining training;
    private final InstantSource clock;
    private final AvroReader<RetrainingTrigger> reader;
    private final AvroWriter<ModelCommand> writer;
    private final Producer<byte[], byte[]> producer;

    TriggerAnswers(CandidateTraining training, InstantSource clock, Clients clients) {
        this.training = training;
        this.clock = clock;
        this.reader = clients.serdes().reader(RetrainingTrigger.class);
        this.writer = clients.serdes().writer(AvroSerdes.subject(Topics.COMMANDS), ModelCommand.class);
        this.producer = new KafkaProducer<>(
                clients.producerProperties(RetrainingJob.NAME), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Answers the record; returns once Kafka has acknowledged the answer. */
    void answer(ConsumerRecord<byte[], byte[]> record) {
        var decoding = reader.read(record.value());
        if (decoding instanceof Decoded<RetrainingTrigger> trigger) {
            answer(trigger.value());
        } else if (decoding instanceof Rejected<RetrainingTrigger> rejected) {
            bury(record, rejected);
        }
    }

    private void answer(RetrainingTrigger trigger) {
        try {
            var now = clock.instant();
            var command = new Candidate(trigger).register(training.bundle(trigger, now), now);
            var key = trigger.getPipeline().getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(Topics.COMMANDS, key, writer.write(command)));
            LOG.atInfo()
                    .addKeyValue("trigger", trigger.getTriggerId())
                    .addKeyValue("version", command.getVersion())
                    .addKeyValue("correlationId", command.getCorrelationId())
                    .log("answered a retraining trigger");
        } catch (RangeGone | IllegalArgumentException e) {
            LOG.atError()
                    .addKeyValue("trigger", trigger.getTriggerId())
                    .addKeyValue("reason", e.getMessage())
                    .log("can't answer the trigger: its rows don't allow to train a model");
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, Rejected<RetrainingTrigger> rejected) {
        var cause = new DeadLetter(
                RetrainingJob.NAME,
                record.topic(),
                record.partition(),
                record.offset(),
                rejected.rejection().code(),
                rejected.rejection().message());
        var headers = cause.onto(record.headers());
        send(new ProducerRecord<>(Topics.deadLetters(record.topic()), null, record.key(), record.value(), headers));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new KafkaException("Topic " + record.topic() + " rejected a record: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
