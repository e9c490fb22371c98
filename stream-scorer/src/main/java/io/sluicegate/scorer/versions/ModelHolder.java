package io.sluicegate.scorer.versions;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Timer;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ModelSettings;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.versions.HeldVersion.Failed;
import io.sluicegate.scorer.versions.HeldVersion.Preparing;
import io.sluicegate.scorer.versions.HeldVersion.Ready;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holder of the versions that the deployment in force names: its arms, the versions kept warm and the one being prepared. A
 * {@link LoadQueue} loads versions off the stream threads, and the holder retires versions that are no longer named. Warm versions
 * stay loaded, so a rollback loads nothing. A failed version is retried from time to time while it is named, because its bundle may
 * appear, and at once when a new preparation requests it.
 */
public final class ModelHolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelHolder.class);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** A version whose probe came to grief is tried again after so many times the time that the probe took. */
    private static final int REST = 10;

    private final Loader loader;
    private final PipelineMetrics metrics;
    private final Duration retry;
    private final LoadQueue queue;
    private volatile Runnable listener = () -> {};
    private final Map<String, HeldVersion> held = new LinkedHashMap<>();
    private final Map<String, Future<?>> retries = new HashMap<>();
    /** The versions and providers that have metrics. */
    private final Set<String> measured = new HashSet<>();

    private volatile Serving serving = Serving.nothing();

    /** A holder with the default time for a load. */
    public ModelHolder(VersionLoader loader, PipelineMetrics metrics, Duration retry) {
        this(loader, metrics, retry, ModelSettings.Loading.DEFAULT.timeout());
    }

    /**
     * @param retry the time after which a failed version is tried again
     * @param patience the time after which a load no longer holds up others
     */
    public ModelHolder(VersionLoader loader, PipelineMetrics metrics, Duration retry, Duration patience) {
        this((Loader) loader, metrics, retry, patience);
    }

    ModelHolder(Loader loader, PipelineMetrics metrics, Duration retry, Duration patience) {
        this.loader = loader;
        this.metrics = metrics;
        this.retry = retry;
        queue = new LoadQueue(patience, version -> trust(version).hasDecided(), comparingInt(this::rank), this::load);
        metrics.gauge(Metric.SCORER_REVISION, this, it -> it.serving().revision());
        metrics.ofAllPipelines().gauge(Metric.SCORER_SESSIONS, this, it -> OnnxModel.openSessions());
    }

    /** Sets the action that runs after each change, on the thread that made the change. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** The deployment and versions that serve now. */
    public Serving serving() {
        return serving;
    }

    /** Waits until the serving deployment meets the condition; empty if it doesn't in time. */
    public synchronized Optional<Serving> await(Predicate<Serving> wanted, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!wanted.test(serving)) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return Optional.empty();
                }
                wait(left);
            }
            return Optional.of(serving);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Accepts a deployment; ignores revisions below the newest. */
    public void accept(DeploymentView deployment) {
        if (take(deployment)) {
            LOG.atInfo()
                    .addKeyValue("pipeline", deployment.record().getPipeline())
                    .addKeyValue("revision", deployment.revision())
                    .addKeyValue("change", deployment.record().getChange())
                    .log("deployment read");
            listener.run();
        }
    }

    private synchronized boolean take(DeploymentView deployment) {
        if (deployment.revision() < serving.revision()) {
            return false;
        }
        held.values().stream()
                .filter(version -> !deployment.names(version.version().getBundleDigest()))
                .toList()
                .forEach(this::drop);
        var missing = deployment.loaded().stream()
                .filter(version -> !held.containsKey(version.getBundleDigest())
                        || isAskedAgain(version, deployment)
                        || hasMoved(version))
                .toList();
        missing.forEach(version -> held.put(version.getBundleDigest(), HeldVersion.preparing(version)));
        publish(Optional.of(deployment));
        missing.forEach(this::prepare);
        queue.look(); // versions that wait may have another rank now
        return true;
    }

    /**
     * Whether a new preparation requests a failed version: it is loaded again, so that a rollback may succeed once the bundle is
     * back.
     */
    private boolean isAskedAgain(DeployedVersion version, DeploymentView deployment) {
        return deployment
                .preparing()
                .filter(preparing -> preparing.getTarget().getBundleDigest().equals(version.getBundleDigest())
                        && !preparing.getCommandId().equals(preparedBy())
                        && hasFailed(version))
                .isPresent();
    }

    /** Whether a version that isn't loaded has a new location, where its bundle may load; a loaded version stays. */
    private boolean hasMoved(DeployedVersion version) {
        var known = held.get(version.getBundleDigest());
        return known != null
                && !(known.state() instanceof Ready)
                && !known.version().getLocation().equals(version.getLocation());
    }

    private boolean hasFailed(DeployedVersion version) {
        var known = held.get(version.getBundleDigest());
        return known != null && known.state() instanceof Failed;
    }

    private String preparedBy() {
        return serving.deployment()
                .flatMap(DeploymentView::preparing)
                .map(Preparation::getCommandId)
                .orElse("");
    }

    private void drop(HeldVersion version) {
        held.remove(version.version().getBundleDigest());
        cancelRetry(version.version());
        if (version.state() instanceof Ready ready) {
            ready.loaded().release();
        }
    }

    private void prepare(DeployedVersion version) {
        cancelRetry(version);
        queue.add(version);
    }

    private void publish(Optional<DeploymentView> deployment) {
        var ready = new HashMap<String, LoadedVersion>();
        held.forEach((digest, version) -> {
            if (version.state() instanceof Ready it) {
                ready.put(digest, it.loaded());
            }
        });
        serving = new Serving(deployment, ready);
        notifyAll();
    }

    private void load(DeployedVersion version) {
        if (isWanted(version)) {
            var begin = System.nanoTime();
            var loading = tryToLoad(version);
            var taken = Duration.ofNanos(System.nanoTime() - begin);
            timer(version, loading).record(taken);
            install(version, loading, taken);
            listener.run();
        }
    }

    private synchronized boolean isWanted(DeployedVersion version) {
        var current = held.get(version.getBundleDigest());
        return current != null && current.version().equals(version) && !(current.state() instanceof Ready);
    }

    private Loading tryToLoad(DeployedVersion version) {
        try {
            return loader.load(version, trust(version));
        } catch (RuntimeException e) {
            return failed(version, new LoadError(Code.BAD_MODEL, e.toString()), e);
        } catch (Throwable e) { // a version without a result would never be reported
            return failed(version, LoadError.ofLoader(e), e);
        }
    }

    private static Loading failed(DeployedVersion version, LoadError error, Throwable fault) {
        LOG.atError()
                .addKeyValue("version", version.getVersion())
                .setCause(fault)
                .log("version can't be loaded");
        return new Loading.Failed(error);
    }

    private Trust trust(DeployedVersion version) {
        return serving.deployment()
                .map(deployment -> trust(deployment, version.getBundleDigest()))
                .orElse(Trust.NONE);
    }

    private static Trust trust(DeploymentView deployment, String digest) {
        if (deployment.hasDecided(digest)) {
            return Trust.HAS_DECIDED;
        }
        return deployment.isApproved(digest) ? Trust.APPROVED : Trust.NONE;
    }

    /** The place of a version in the order of loading; versions that aren't named any more come last. */
    private int rank(DeployedVersion version) {
        var place = serving.deployment()
                .map(deployment -> deployment.loaded().indexOf(version))
                .orElse(-1);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private Timer timer(DeployedVersion version, Loading loading) {
        var result =
                loading instanceof Loading.Failed failed ? failed.error().code().name() : "READY";
        return metrics.timer(Metric.SCORER_LOAD, version.getVersion(), result);
    }

    private synchronized void install(DeployedVersion version, Loading loading, Duration taken) {
        if (queue.isStopped() || !isWanted(version)) { // no longer named, or named at another location meanwhile
            release(loading);
            return;
        }
        var current = requireNonNull(held.get(version.getBundleDigest()));
        var next = current.after(loading);
        held.put(version.getBundleDigest(), next);
        log(current, next);
        if (next.state() instanceof Failed failed) {
            cancelRetry(version);
            retries.put(
                    version.getBundleDigest(),
                    queue.addLater(version, rest(failed.error().code(), taken)));
        }
        next.execution().ifPresent(execution -> measure(version.getVersion(), execution));
        publish(serving.deployment());
    }

    /** The time until a failed version is tried again: long after a long probe, whose next one would end like it. */
    private Duration rest(Code code, Duration taken) {
        var rest = taken.multipliedBy(REST);
        return code.isOfProbe() && rest.compareTo(retry) > 0 ? rest : retry;
    }

    /** Registers what runs a version, once for each version and provider. */
    private void measure(String version, Execution execution) {
        var requested = execution.requested().runtimeName();
        var actual = execution.actual().runtimeName();
        var engine = execution.engine().toString();
        if (measured.add(version + " " + actual + " " + engine)) {
            metrics.gauge(
                    Metric.SCORER_PROVIDER,
                    this,
                    it -> it.executions(version).anyMatch(execution::isAs) ? 1 : 0,
                    version,
                    requested,
                    actual,
                    engine);
        }
        if (measured.add(version)) {
            metrics.gauge(
                    Metric.SCORER_CPU_NODES,
                    this,
                    it -> it.executions(version).mapToInt(Execution::cpuNodes).sum(),
                    version);
        }
    }

    private synchronized Stream<Execution> executions(String version) {
        return held.values().stream()
                .filter(it -> it.version().getVersion().equals(version))
                .flatMap(it -> it.execution().stream())
                .toList()
                .stream();
    }

    private void cancelRetry(DeployedVersion version) {
        Optional.ofNullable(retries.remove(version.getBundleDigest())).ifPresent(due -> due.cancel(false));
    }

    private static void release(Loading loading) {
        if (loading instanceof Loading.Done done) {
            done.version().release();
        }
    }

    private static void log(HeldVersion before, HeldVersion now) {
        if (now.state() instanceof Failed failed && before.state() instanceof Preparing) {
            LOG.atWarn()
                    .addKeyValue("version", now.version().getVersion())
                    .addKeyValue("error", failed.error())
                    .log("version failed");
        }
        now.execution().ifPresent(execution -> log(now.version().getVersion(), execution));
    }

    private static void log(String version, Execution execution) {
        (execution.fellBack() ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("version", version)
                .addKeyValue("provider", execution.actual().runtimeName())
                .addKeyValue("engine", execution.engine())
                .log(execution.fellBack() ? "version ready, but it " + execution : "version ready");
    }

    /** The previous version's status if it isn't ready on this instance, so that a rollback would have to prepare it first. */
    public synchronized Optional<VersionStatus> previousNotReady() {
        return serving.deployment()
                .flatMap(DeploymentView::wayBack)
                .map(previous -> held.get(previous.getBundleDigest()))
                .map(HeldVersion::asNext)
                .filter(previous -> !(previous.state() instanceof Ready))
                .map(this::status);
    }

    /** The status of every version held. */
    public synchronized List<VersionStatus> statuses() {
        return held.values().stream()
                .map(version -> isDeciding(version) ? version : version.asNext())
                .map(this::status)
                .toList();
    }

    private VersionStatus status(HeldVersion version) {
        return version.status(loader.requested());
    }

    /** The providers that run loaded versions otherwise than asked for, in words. */
    public synchronized List<String> fallbacks() {
        return held.values().stream()
                .filter(version ->
                        version.execution().filter(Execution::fellBack).isPresent())
                .map(version -> "version " + version.version().getVersion() + " "
                        + version.execution().orElseThrow())
                .toList();
    }

    private boolean isDeciding(HeldVersion version) {
        return serving.deployment()
                .filter(deployment -> deployment.decides(version.version().getBundleDigest()))
                .isPresent();
    }

    /** Stops loading and unloads everything; threads that still run a version finish their call. */
    @Override
    public void close() {
        queue.stop();
        loader.end();
        try {
            if (!queue.awaitEnd(STOP)) {
                LOG.atWarn().log("closed while a version was loading");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unload();
    }

    private synchronized void unload() {
        List.copyOf(held.values()).forEach(this::drop);
        publish(serving.deployment());
    }
}
