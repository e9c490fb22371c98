package io.sluicegate.scorer;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.AvroWriter;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.UnendingTask;
import io.sluicegate.scorer.versions.ModelHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reporter of the instance's status: every second, at each change, and once more at an orderly stop. */
final class StatusReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final String BLOCK_AT_MOST_MS = "2000";

    private final StageContext context;
    private final ModelHolder holder;
    private final Runnable look;
    private final Instant startedAt = Instant.now();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sluicegate-status"));
    private Optional<Channel> channel = Optional.empty();

    private record Channel(KafkaProducer<String, byte[]> producer, AvroWriter<InstanceStatus> writer) {}

    /** @param look runs every second before the report */
    StatusReporter(StageContext context, ModelHolder holder, Runnable look) {
        this.context = context;
        this.holder = holder;
        this.look = look;
    }

    void start() {
        var beat = new UnendingTask("status", this::beat);
        var unused = worker.scheduleAtFixedRate(beat, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            look.run();
        } catch (Throwable e) { // caught, because an instance that doesn't report looks dead
            LOG.atWarn().setCause(e).log("self-check failed; retrying in one second");
        }
        report(false);
    }

    /** Reports a change at once. */
    void changed() {
        try {
            worker.execute(() -> report(false));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("ignored a change after the last status");
        }
    }

    private void report(boolean stopping) {
        try {
            var open = channel.orElseGet(this::open);
            channel = Optional.of(open);
            var status = status(stopping);
            var unused = open.producer()
                    .send(
                            new ProducerRecord<>(
                                    Topics.STATUS, key(status), open.writer().write(status)),
                            this::sent);
        } catch (Throwable e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("could not report status; retrying in one second");
        }
    }

    private void sent(Object metadata, @Nullable Exception fault) {
        if (fault != null) {
            LOG.atWarn().addKeyValue("cause", fault.toString()).log("could not write status");
        }
    }

    private Channel open() {
        var writer = context.clients().serdes().writer(AvroSerdes.subject(Topics.STATUS), InstanceStatus.class);
        var properties = context.clients().producerProperties(context.applicationId("status") + "-" + instance());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_AT_MOST_MS);
        return new Channel(new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()), writer);
    }

    private InstanceStatus status(boolean stopping) {
        return InstanceStatus.newBuilder()
                .setPipeline(context.config().pipeline())
                .setInstance(instance())
                .setStartedAt(startedAt)
                .setAt(Instant.now())
                .setRevision(holder.serving().revision())
                .setStopping(stopping)
                .setVersions(holder.statuses())
                .build();
    }

    private static String key(InstanceStatus status) {
        return status.getPipeline() + "/" + status.getInstance();
    }

    private String instance() {
        return context.config().service().instance();
    }

    @Override
    public void close() {
        try {
            worker.execute(() -> report(true));
            worker.shutdown();
            if (!worker.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("already closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.ifPresent(open -> open.producer().close(STOP));
    }
}
