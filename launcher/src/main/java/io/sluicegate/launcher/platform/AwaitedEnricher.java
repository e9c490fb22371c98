package io.sluicegate.launcher.platform;

import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.FolderUnwritable;
import io.sluicegate.runtime.service.KnownFaults;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feature enricher of a pipeline that is being developed: it waits for the schema of the events, which comes with the first event.
 * On a cluster the enricher refuses to start instead, because there the schema is missing by mistake.
 */
final class AwaitedEnricher implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitedEnricher.class);
    private static final long LOOK_MS = 500;

    private final StageContext context;
    private final EnricherStage stage;
    private final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread waiting = new Thread(this::await, "enricher-awaits-events");
    private volatile boolean started;

    AwaitedEnricher(StageContext context) {
        this.context = context;
        this.stage = new EnricherStage(context);
        var unused = stage.stopped().thenAccept(stopped::complete);
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public String pipeline() {
        return stage.pipeline();
    }

    @Override
    public void start() {
        if (hasSchema(context)) {
            begin();
        } else {
            waiting.start();
        }
    }

    /** Whether a schema of the pipeline's events is registered. */
    static boolean hasSchema(StageContext pipeline) {
        var subject = AvroSerdes.subject(pipeline.config().events().topic());
        return pipeline.clients().schemas().latest(subject).isPresent();
    }

    private void begin() {
        stage.start();
        started = true;
    }

    private void await() {
        while (!started && !isClosing()) {
            try {
                if (hasSchema(context)) {
                    begin();
                }
            } catch (RegistryUnavailable | FolderUnwritable e) {
                LOG.atWarn()
                        .addKeyValue("pipeline", pipeline())
                        .addKeyValue("why", e.getMessage())
                        .log("enricher cannot start yet");
            } catch (RuntimeException e) {
                stopped.complete(reason(e));
                return;
            }
        }
    }

    private ExitReason reason(RuntimeException fault) {
        LOG.atError().addKeyValue("pipeline", pipeline()).setCause(fault).log("stage cannot start");
        return KnownFaults.reason(fault)
                .orElseGet(() -> new ExitReason(ExitCode.UNEXPECTED, name() + " failed to start: " + fault));
    }

    private boolean isClosing() {
        try {
            return closing.await(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public Readiness readiness() {
        return started
                ? stage.readiness()
                : Readiness.notReady("no schema of the events is registered: produce a first event");
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            waiting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stage.close();
    }
}
