package io.sluicegate.scorer.versions;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ModelSettings;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.process.BoundedProcess;
import io.sluicegate.runtime.process.BoundedProcess.End;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe of versions: loads a version in a child process, with the code that serves, before the scorer loads the version itself.
 * Whatever the model does to its process, happens to the child: a crash, a load without end, memory beyond measure.
 */
public final class VersionProbe {
    private static final Logger LOG = LoggerFactory.getLogger(VersionProbe.class);
    private static final long MIB = 1L << 20;

    private final ModelSettings.Loading settings;
    private final ModelCheck check;
    private final Path store;
    private final Path crashes;
    private final PipelineMetrics metrics;

    /**
     * @param settings which versions are probed, and what a probe may take
     * @param store the folder that bundles may be read from
     * @param batch most rows in one call
     * @param limit how long one call may take
     * @param crashes the folder for the JVM's reports of crashes, one for each bundle
     * @param execution how ONNX Runtime runs the model
     */
    public VersionProbe(
            ModelSettings.Loading settings,
            Path store,
            int batch,
            CallLimit limit,
            Path crashes,
            PipelineMetrics metrics,
            ExecutionSettings execution) {
        this.settings = settings;
        this.check = new ModelCheck(batch, limit, execution);
        this.store = store;
        this.crashes = crashes;
        this.metrics = metrics;
        if (!BoundedProcess.limitsMemory()) {
            LOG.atWarn().log("this system has no /proc, so model.load-memory limits nothing but the heap of probes");
        }
    }

    /** Whether a version of such trust is to be probed. */
    boolean isFor(Trust trust) {
        return switch (settings.isolation()) {
            case NONE -> false;
            case PROBE -> !trust.hasDecided();
            case UNAPPROVED -> trust == Trust.NONE;
        };
    }

    /** Why the version can't be loaded; empty if the child has loaded it. */
    public Optional<LoadError> refusal(DeployedVersion version) {
        var begin = System.nanoTime();
        var refusal = tried(version);
        var taken = System.nanoTime() - begin;
        var result = refusal.map(error -> error.code().name()).orElse("READY");
        metrics.timer(Metric.SCORER_PROBE, version.getVersion(), result).record(taken, TimeUnit.NANOSECONDS);
        LOG.atInfo()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("result", result)
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(taken))
                .log("version probed");
        return refusal;
    }

    private Optional<LoadError> tried(DeployedVersion version) {
        try {
            var folder = Files.createTempDirectory("sluicegate-probe-");
            try {
                return run(version, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return unprobed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unprobed("the scorer stops");
        }
    }

    private Optional<LoadError> run(DeployedVersion version, Path folder) throws IOException, InterruptedException {
        var report = folder.resolve("report");
        var task = new ProbeTask(report, store, version.getLocation(), version.getBundleDigest(), check);
        var crash = crashFile(version);
        var command = ProbeCommand.of(task, folder, crash, heap());
        var end = BoundedProcess.run(command, settings.timeout(), settings.memory());
        return refusal(end, ProbeReport.read(report), new ProbeCrash(crash));
    }

    /** The file for a report of this probe alone; without a folder for it the JVM chooses one itself. */
    private Path crashFile(DeployedVersion version) {
        var name = version.getBundleDigest().replaceAll("[^0-9A-Za-z]", "_"); // nobody has checked the digest yet
        var file = crashes.resolve(name + ".crash").toAbsolutePath();
        try {
            Files.createDirectories(crashes);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("can't prepare the folder for reports of crashes");
        }
        return file;
    }

    /** The child's heap: as much as this process has, to read the bundle's files, but no more than the whole child may have. */
    private long heap() {
        return Math.min(settings.memory(), Runtime.getRuntime().maxMemory());
    }

    private Optional<LoadError> refusal(End end, ProbeReport report, ProbeCrash crash) {
        if (report instanceof ProbeReport.Failed failed) {
            return Optional.of(failed.error());
        }
        if (report instanceof ProbeReport.Ready) {
            return Optional.empty();
        }
        if (end instanceof End.OutOfTime) {
            return error(
                    Code.LOAD_TIMEOUT,
                    "a child process didn't load the version within "
                            + settings.timeout().toMillis()
                            + " ms: use a model that loads, and answers its golden vectors, in that time, or raise"
                            + " model.load-timeout");
        }
        if (end instanceof End.OutOfMemory memory) {
            return tooLarge("took " + memory.bytes() / MIB + " MiB of memory");
        }
        return refusal((End.Exited) end, report, crash);
    }

    private Optional<LoadError> refusal(End.Exited exited, ProbeReport report, ProbeCrash crash) {
        if (report instanceof ProbeReport.Nothing) {
            return unprobed("its JVM ended with code " + exited.code() + ": " + ProbeCrash.lastLine(exited.output()));
        }
        if (exited.output().contains(OutOfMemoryError.class.getName())) {
            return tooLarge("filled its heap of " + heap() / MIB + " MiB");
        }
        return error(
                Code.CRASHED,
                "a child process that loaded the version crashed (" + crash.cause(exited)
                        + "): export the model anew, with other versions of exporter and operators, and register a new"
                        + " version");
    }

    private Optional<LoadError> tooLarge(String what) {
        return error(
                Code.LOAD_MEMORY,
                "a child process that loaded the version " + what + ", the limit is " + settings.memory() / MIB
                        + " MiB: use a smaller model, or raise model.load-memory");
    }

    private static Optional<LoadError> unprobed(String why) {
        return error(
                Code.UNPROBED,
                "no child process could load the version first (" + why
                        + "): let the scorer start processes and write temporary files, have the version approved, or"
                        + " set model.isolation to none");
    }

    private static Optional<LoadError> error(Code code, String text) {
        return Optional.of(new LoadError(code, text));
    }

    /** Deletes a folder with all that the child left behind, such as native libraries. */
    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("cause", e.toString())
                    .log("can't delete a folder");
        }
    }
}
