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
 * Reads the pipeline's topics on a thread of its own: what is kept for long from its beginning, predictions from where the
 * start says. After a fault it begins again with empty facts rather than count twice.
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
     * Call {@link #start} next.
     *
     * @param clientId names the consumer among those of this process
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

    /** Why the facts are not up to date; empty when they are. */
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
            } catch (Throwable e) { // whatever it is: a reading that ends unseen would show old facts as new ones
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
                .log("reading starts again from nothing");
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
