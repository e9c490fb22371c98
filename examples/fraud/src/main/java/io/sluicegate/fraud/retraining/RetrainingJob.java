package io.sluicegate.fraud.retraining;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each retraining trigger with a new version and the command that registers it.
 *
 * <p>A trigger's offset is committed once its command is written. A job that dies before that reads the trigger again and arrives at the
 * same version and the same command id, which rollout control obeys once. A trigger without an answer, because its rows are gone or too
 * few, is logged and skipped. After any other failure the job is not ready and restarts at the last committed trigger. After an error of
 * the JVM the job stops, and the process with it.
 */
public final class RetrainingJob implements Stage {
    static final String NAME = "retraining-job";

    private static final Logger LOG = LoggerFactory.getLogger(RetrainingJob.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final StageContext context;
    private final InstantSource clock;
    private final RetrainingSettings settings;
    private final Thread thread = new Thread(this::run, NAME);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();
    private volatile Readiness readiness = Readiness.notReady("not started");

    public RetrainingJob(StageContext context, InstantSource clock, RetrainingSettings settings) {
        this.context = context;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String pipeline() {
        return context.config().pipeline();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(context.config().service().drain().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                answerUntilStopped();
            } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Reports the end of the thread: the job is no longer ready, and the process stops. */
    private void fail(Throwable fault) {
        var line = "the " + NAME + " stopped at a trigger: " + fault + "; see the log, fix the cause and start the "
                + "job again";
        readiness = Readiness.notReady(line);
        stopped.complete(new ExitReason(ExitCode.UNEXPECTED, line));
        LOG.atError().setCause(fault).log("the retraining job stopped and won't restart by itself");
    }

    private void answerUntilStopped() {
        var training = new CandidateTraining(context.config(), context.clients(), settings);
        try (var answers = new TriggerAnswers(training, clock, context.clients());
                var consumer = consumer()) {
            consumer.subscribe(List.of(Topics.of(context.config().pipeline()).triggers()));
            readiness = Readiness.ready();
            while (stopping.getCount() > 0) {
                for (var record : consumer.poll(POLL)) {
                    answers.answer(record);
                    consumer.commitSync(after(record));
                }
            }
        } catch (RuntimeException e) {
            readiness = Readiness.notReady("restarting after: " + e.getMessage());
            LOG.atError().setCause(e).log("the retraining job failed; restarting after the last answered trigger");
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> after(ConsumerRecord<?, ?> record) {
        return Map.of(
                new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = context.clients().consumerProperties(context.applicationId("retraining"));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
