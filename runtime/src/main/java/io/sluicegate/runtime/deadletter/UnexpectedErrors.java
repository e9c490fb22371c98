package io.sluicegate.runtime.deadletter;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.binary.UnreadableState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of exceptions that a stage didn't foresee. A fault of the record makes the record a dead letter, and the stream goes
 * on; an output too large to be written counts as a fault of its input record. A fault of the surroundings (Kafka, a state store, a
 * registry that doesn't answer) fails the thread, so that the record is read again. Kafka Streams writes the dead letter in the
 * record's own transaction (KIP-1034). Without a topic for dead letters, every fault fails the thread.
 */
public final class UnexpectedErrors
        implements ProcessingExceptionHandler, DeserializationExceptionHandler, ProductionExceptionHandler {
    /** Property: the stage's {@link DeadLetters}. */
    public static final String LETTERS = "sluicegate.dead.letters";
    /**
     * Property: the set of Sluicegate's topics. A dead letter goes to the dead-letter topic of its source if the set has that
     * topic.
     */
    public static final String TOPICS = "sluicegate.dead.letter.topics";

    private static final String CHANGELOG = "-changelog";
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

    private record Target(String otherwise, Set<?> topics, DeadLetters letters) {
        String topic(String source) {
            var topic = Topics.deadLetters(source);
            return topics.contains(topic) ? topic : otherwise;
        }
    }

    private Optional<Target> target = Optional.empty();

    @Override
    public void configure(Map<String, ?> configs) {
        var topic = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        var letters = (DeadLetters) configs.get(LETTERS);
        var topics = (Set<?>) configs.get(TOPICS);
        target = topic == null || letters == null
                ? Optional.empty()
                : Optional.of(new Target(topic, topics == null ? Set.of() : topics, letters));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        return target.filter(known -> !ofSurroundings(fault))
                .map(known -> letter(
                        known, context, context.sourceRawKey(), context.sourceRawValue(), ErrorCode.UNEXPECTED, fault))
                .map(ProcessingExceptionHandler.Response::resume)
                .orElseGet(ProcessingExceptionHandler.Response::fail);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        return target.filter(known -> !hasCause(fault, RetriableException.class))
                .map(known -> letter(known, context, record.key(), record.value(), ErrorCode.UNDECODABLE, fault))
                .map(DeserializationExceptionHandler.Response::resume)
                .orElseGet(DeserializationExceptionHandler.Response::fail);
    }

    /** A record that Kafka's producer itself refused fails the thread: the transaction can't be committed any more. */
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception fault) {
        return target.filter(known -> fault instanceof TooLargeToSend)
                .map(known -> record.topic().endsWith(CHANGELOG)
                        ? unlogged(known, record.topic(), fault)
                        : letter(known, context, null, null, ErrorCode.TOO_LARGE, fault))
                .map(ProductionExceptionHandler.Response::resume)
                .orElseGet(ProductionExceptionHandler.Response::fail);
    }

    /** Kafka Streams doesn't say which record changed the state, and can't send a letter then. */
    private static List<ProducerRecord<byte[], byte[]>> unlogged(Target target, String changelog, Exception fault) {
        var unused = target.letters().cause(changelog, -1, -1, new Rejection(ErrorCode.TOO_LARGE, fault.toString()));
        LOG.atError()
                .addKeyValue("changelog", changelog)
                .addKeyValue("fault", fault)
                .log("state is too large for its changelog; a restore brings back the previous state");
        return List.of();
    }

    private static List<ProducerRecord<byte[], byte[]>> letter(
            Target target,
            ErrorHandlerContext context,
            byte @Nullable [] key,
            byte @Nullable [] value,
            ErrorCode code,
            Exception fault) {
        var source = source(context);
        LOG.atWarn()
                .addKeyValue("topic", source)
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("code", code)
                .setCause(fault)
                .log("unforeseen fault; the record becomes a dead letter");
        var cause = target.letters()
                .cause(source, context.partition(), context.offset(), new Rejection(code, fault.toString()));
        var content = DeadLetters.content(key, value, headers(context), cause);
        return List.of(new ProducerRecord<>(
                target.topic(source), null, timestamp(context), content.key(), content.value(), content.headers()));
    }

    /** The source topic; a punctuator has none. */
    private static String source(ErrorHandlerContext context) {
        return Objects.requireNonNullElse(context.topic(), "unknown");
    }

    private static Headers headers(ErrorHandlerContext context) {
        return Objects.requireNonNullElseGet(context.headers(), RecordHeaders::new);
    }

    /** The record's time, or null for -1: a producer may omit the time, consumers then read -1, and -1 can't be written. */
    private static @Nullable Long timestamp(ErrorHandlerContext context) {
        return context.timestamp() < 0 ? null : context.timestamp();
    }

    /**
     * Whether the fault is one of the surroundings: of Kafka's own exceptions, only deserialisation exceptions concern the record.
     */
    private static boolean ofSurroundings(Exception fault) {
        return hasCause(fault, KafkaException.class) || hasCause(fault, UnreadableState.class);
    }

    private static boolean hasCause(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
