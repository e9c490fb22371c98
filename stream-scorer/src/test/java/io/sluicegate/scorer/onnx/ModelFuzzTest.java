package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.ModelSettings.Loading;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.versions.VersionProbe;
import io.sluicegate.testing.Fuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated models, run by ONNX Runtime in a process that works through them. A model that this process doesn't survive (it crashes, never
 * ends, or takes too much memory) must be refused by the probe; any other is ready, or refused with an error that has a name.
 */
class ModelFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final long MEMORY = 1L << 30;
    private static final Duration START = Duration.ofSeconds(60);
    private static final String EXIT = "exit";
    private static final int BATCH = 5;

    @TempDir
    private Path folder;

    private final Fuzz fuzz = new Fuzz();
    private final TreeMap<String, Integer> became = new TreeMap<>();

    @Test
    void shouldRunOrRefuseModelsAndSurviveThoseThatKill() throws Exception {
        var half = Fuzz.cases() / 2;
        run(0, half);
        run(half, Fuzz.cases());
        System.out.println("models in ONNX Runtime: " + fuzz.summary(became));
        assertThat(became.values().stream().mapToInt(count -> count).sum()).isEqualTo(Fuzz.cases());
    }

    private void run(int from, int until) throws Exception {
        for (var next = from; next < until; ) {
            next = runSome(next, until);
        }
    }

    /** Runs models until they are done or one of them kills the process; gives the number of the next one. */
    private int runSome(int from, int until) throws Exception {
        var work = Files.createDirectories(folder.resolve("worker"));
        var process = FuzzWorker.start(work, fuzz.seed(from), from, until);
        var lines = lines(process);
        var next = from;
        try {
            var line = next(process, lines, START);
            for (; line != null && !line.equals(EXIT); line = next(process, lines, TIME)) {
                if (line.startsWith(FuzzWorker.END)) {
                    count(next++, line.substring(FuzzWorker.END.length()));
                }
                assertThat(line).as("leaks").doesNotStartWith(FuzzWorker.LEAK);
            }
            if (next < until) {
                judge(next++, line == null);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return next;
    }

    private void count(int number, String outcome) {
        assertThat(outcome).as(fuzz.name(number)).doesNotStartWith("UNNAMED");
        became.merge(outcome, 1, Integer::sum);
    }

    /** The next line; null if the process hangs, or takes too much memory. */
    private static @Nullable String next(Process process, BlockingQueue<String> lines, Duration time) throws Exception {
        var deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            var line = lines.poll(20, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (resident(process) > MEMORY) {
                return null;
            }
        }
        return null;
    }

    private static long resident(Process process) {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static BlockingQueue<String> lines(Process process) {
        var lines = new LinkedBlockingQueue<String>();
        var reader = new Thread(() -> {
            try (var output = process.inputReader()) {
                output.lines().filter(line -> line.startsWith("fuzz-")).forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // the process was killed
            }
            lines.add(EXIT);
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    /** Lets the probe judge a model that the process didn't survive, or that was slow, perhaps on a busy machine. */
    private void judge(int number, boolean survived) throws Exception {
        var model = FuzzedModel.of(fuzz.seed(number), number);
        var published = new BundleStore(folder.resolve("store-" + number))
                .publish(new BundleDraft(
                        model.manifest(),
                        model.model(),
                        new ReferenceProfiler(List.of())
                                .profile(model.manifest().featureSetFingerprint()),
                        model.golden()));
        var refusal = probe().refusal(new DeployedVersion("1", published.location(), published.digest()));
        assertThat(survived || refusal.isPresent())
                .as("a model that kills its process is refused: " + fuzz.name(number))
                .isTrue();
        System.out.println(fuzz.name(number) + (survived ? " was slow or large: " : " was deadly: ") + refusal);
        var verdict = refusal.map(error -> "refused with " + error.code()).orElse("let pass");
        became.merge((survived ? "slow or large, and " : "deadly, and ") + verdict + " by the probe", 1, Integer::sum);
    }

    private VersionProbe probe() {
        return new VersionProbe(
                new Loading(Isolation.PROBE, TIME, MEMORY),
                folder,
                BATCH,
                TestBundles.PATIENT,
                folder.resolve("crashes"),
                new PipelineMetrics(new SimpleMeterRegistry(), "fuzz"),
                ExecutionSettings.CPU);
    }
}
