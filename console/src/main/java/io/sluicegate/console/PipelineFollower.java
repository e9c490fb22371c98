package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.platform.kafka.RegistryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pipeline's topics on a thread of its own: what is kept for long from its beginning, predictions from where the
 * start says. After a fault of the client it begins again with empty facts rather than count twice.
 */
public final class PipelineFollower implements PipelineView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POSTING = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int RECORDS_A_POLL = 2_000;

    private final String pipeline;
    private final FollowedTopics topics;
    private final Start start;
    private final FactReader reader;
    private final Map<String, Object> properties;
    private final Board board;
    private final List<Consumer<Fact>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<KafkaConsumer<byte[], byte[]>> reading = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("the topics are still being read");

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
        return trouble;
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
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        closing.countDown();
        reading.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed()) {
            try (var consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                reading = Optional.of(consumer);
                follow(consumer);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void failed(RuntimeException fault) {
        if (closed()) {
            return;
        }
        trouble = Optional.of("the topics can't be read: " + fault.getMessage());
        LOG.atWarn()
                .addKeyValue("pipeline", pipeline)
                .addKeyValue("fault", fault.toString())
                .setCause(fault instanceof KafkaException ? null : fault)
                .log("reading starts again from nothing");
        pause(PAUSE);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        var fold = new PipelineFold(pipeline);
        var assignment = new Assignment(topics, start);
        var posted = Instant.MIN;
        while (!closed()) {
            assignment.refresh(consumer, Instant.now());
            var decided = addPolled(consumer, fold);
            trouble = trouble(assignment, consumer);
            var now = Instant.now();
            if (decided || !now.isBefore(posted.plus(POSTING))) {
                board.post(fold.at(now));
                posted = now;
            }
        }
    }

    /** Whether something else than predictions came. */
    private boolean addPolled(KafkaConsumer<byte[], byte[]> consumer, PipelineFold fold) {
        if (consumer.assignment().isEmpty()) {
            pause(POLL);
            return false;
        }
        var decided = false;
        for (var raw : consumer.poll(POLL)) {
            decided |= read(raw).filter(fold::add).map(this::handOn).orElse(false);
        }
        return decided;
    }

    /** A registry that doesn't answer holds up the reading: nothing is wrong with the record. */
    private Optional<Fact> read(ConsumerRecord<byte[], byte[]> raw) {
        while (!closed()) {
            try {
                return reader.read(raw);
            } catch (RegistryUnavailable e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                pause(PAUSE);
            }
        }
        return Optional.empty();
    }

    private boolean handOn(Fact fact) {
        if (fact instanceof Fact.Predicted) {
            return false;
        }
        listeners.forEach(listener -> handOn(fact, listener));
        return true;
    }

    /** A listener that fails loses this fact; nobody else does. */
    private void handOn(Fact fact, Consumer<Fact> listener) {
        try {
            listener.accept(fact);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("pipeline", pipeline).setCause(e).log("a listener failed on a fact");
        }
    }

    private static Optional<String> trouble(Assignment assignment, KafkaConsumer<?, ?> consumer) {
        if (!assignment.missing().isEmpty()) {
            return Optional.of("topics are missing: " + String.join(", ", assignment.missing())
                    + "; create them with `sluicegate topics apply`");
        }
        return assignment.caughtUp(consumer) ? Optional.empty() : Optional.of("the topics are still being read");
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
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
