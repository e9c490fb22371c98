package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pipeline's topics on a thread of its own: topics with long retention from their beginning, predictions from the chosen start.
 * After a fault the follower starts again with empty facts, so that no record counts twice.
 */
public final class PipelineFollower implements PipelineView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int RECORDS_A_POLL = 2_000;

    private final String pipeline;
    private final FollowedTopics topics;
    private final Start start;
    private final FactReader reader;
    private final Map<String, Object> properties;
    private final Board board;
    private final Listeners listeners = new Listeners();
    private final Closing closing = new Closing();
    private final Thread thread;
    private volatile Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();

    /** Where to begin with predictions. */
    public enum Start {
        BEGINNING,
        END
    }

    /**
     * Creates a follower that reads nothing until {@link #start}.
     *
     * @param clientId the name of the consumer within this process
     */
    public PipelineFollower(PipelineConfig config, Clients clients, String clientId, Start start) {
        this.pipeline = config.pipeline();
        this.topics = FollowedTopics.of(config);
        this.start = start;
        this.reader = new FactReader(pipeline, clients.serdes());
        this.properties = properties(clients, clientId);
        this.board = new Board(new PipelineFold(pipeline).at(Instant.now()));
        this.thread = new Thread(this::run, clientId);
    }

    public void start() {
        thread.start();
    }

    /** Why the facts are out of date; empty if they are up to date. */
    public Optional<String> trouble() {
        return board.trouble();
    }

    @Override
    public PipelineFacts snapshot() {
        return board.facts();
    }

    @Override
    public PipelineFacts await(Predicate<PipelineFacts> condition, Duration limit)
            throws InterruptedException, TimeoutException {
        return board.await(condition, limit);
    }

    @Override
    public Listening listen(Consumer<Fact> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        closing.close();
        consumer.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing.closed()) {
            try (var opened =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = Optional.of(opened);
                reading(opened).run();
            } catch (Throwable e) { // any fault: if the reading ended unnoticed, the page would show old facts as new
                failed(e);
            }
        }
    }

    private Reading reading(KafkaConsumer<byte[], byte[]> opened) {
        var assignment = new Assignment(topics, start);
        return new Reading(opened, assignment, reader, new PipelineFold(pipeline), listeners, board, closing);
    }

    private void failed(Throwable fault) {
        if (closing.closed()) {
            return;
        }
        board.trouble(Optional.of("the topics can't be read: " + fault));
        LOG.atWarn()
                .addKeyValue("pipeline", pipeline)
                .addKeyValue("fault", fault.toString())
                .setCause(fault instanceof KafkaException ? null : fault)
                .log("reading failed; starting again with empty facts");
        closing.pause(PAUSE);
    }

    private static Map<String, Object> properties(Clients clients, String clientId) {
        var properties = new HashMap<>(clients.consumerProperties(clientId));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        return properties;
    }
}
