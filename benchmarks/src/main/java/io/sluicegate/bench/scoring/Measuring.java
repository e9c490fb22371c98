package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.sandbox.JvmProcess;
import io.sluicegate.scorer.stream.ScorerTopology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures one case: fills the features topic, starts the subject, waits until the backlog is done, then sends records in an open loop.
 *
 * <p>Broker, subject and driver are a JVM each, so that the subject's processor time, allocation and memory are its own. The
 * subject's JVM is a new one for each measurement: none inherits what the compiler learned from another. While the subject works off
 * the backlog, the driver only asks for the group's offsets now and then; predictions are counted, and their append times read,
 * afterwards. On two cores that leaves the machine to the subject and the broker, as it is the same for all subjects.
 */
final class Measuring {
    static final String STAGE = ScorerTopology.STAGE;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double HIGHEST_RATE = 20_000;
    private static final double LOW_RATE = 200;
    private static final double KIB = 1024;

    private final Settings settings;
    private final Path folder;
    private final Cluster cluster;
    private final DeployedVersion version;

    Measuring(Settings settings, Path folder, Cluster cluster, DeployedVersion version) {
        this.settings = settings;
        this.folder = folder;
        this.cluster = cluster;
        this.version = version;
    }

    /**
     * Measures.
     *
     * @param records size of the backlog
     */
    Measurement measure(Case subject, int round, int records) throws Exception {
        var pipeline = subject.pipeline(round);
        var file = BenchPipeline.write(
                folder, pipeline, subject.guarantee(), subject.threads(), cluster, settings.model(), settings.cap());
        var config = PipelineConfigReader.read(file, Map.of());
        try (var driver = new Driver(config)) {
            driver.deploy(version);
            driver.fill(records);
            var samples = file.resolveSibling("samples.txt");
            try (var jvm = start(subject, config, file, samples)) {
                var running = new SampledSubject(jvm, samples, PATIENCE);
                awaitThrough(running, driver, config, records);
                var measured = measured(subject, running, driver, records);
                running.check();
                return measured;
            } finally {
                driver.deleteTopics();
            }
        }
    }

    private JvmProcess start(Case subject, PipelineConfig config, Path file, Path samples) throws IOException {
        var main = List.of(
                BenchSubject.class.getName(),
                subject.subject().name(),
                file.toString(),
                samples.toString(),
                version.getVersion(),
                version.getLocation(),
                version.getBundleDigest());
        var options = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
        recording(subject, config).ifPresent(options::add);
        return JvmProcess.start("subject", options, main, Map.of(), file.resolveSibling("logs"));
    }

    private Optional<String> recording(Case subject, PipelineConfig config) {
        return settings.profile()
                .filter(folder -> subject.subject() == Subject.SLUICEGATE && subject.exactlyOnce())
                .map(folder -> "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + folder.resolve(config.pipeline() + ".jfr"));
    }

    private static void awaitThrough(SampledSubject running, Driver driver, PipelineConfig config, int records)
            throws Exception {
        var group = config.pipeline() + "-" + STAGE;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!driver.through(group, records)) {
            running.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(config.pipeline() + " is not through after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(SampledSubject.LOOK_MS);
        }
    }

    private Measurement measured(Case subject, SampledSubject running, Driver driver, int records) throws Exception {
        var appended = driver.appended();
        count(subject, appended.length, records);
        var section = Section.of(appended);
        var rate = Math.min(HIGHEST_RATE, section.perSecond() / 2);
        var sampled = running.until(section.toMs());
        var from = Sample.at(sampled, section.fromMs());
        var to = Sample.at(sampled, section.toMs());
        return new Measurement(
                subject,
                section.perSecond(),
                batch(to),
                (to.allocated() - from.allocated()) / section.records(),
                (to.cpuNs() - from.cpuNs()) / section.records() / 1000,
                to.rssKib() / KIB,
                driver.latency(rate, settings.latencySeconds()),
                low(subject, driver));
    }

    /** Exactly once is exactly that; at least once may repeat, but nobody stops in this bench. */
    private static void count(Case subject, int predictions, int records) {
        if (predictions != records) {
            throw new IllegalStateException(
                    subject + " made " + predictions + " predictions of " + records + " records");
        }
    }

    /** Of the whole backlog until then: in a short run the calls of the section's records were made before the section. */
    private static double batch(Sample to) {
        return to.calls() == 0 ? 1 : to.rows() / to.calls();
    }

    /** "Never slower at any rate": where batches are of one record, under exactly-once. */
    private Optional<Latency> low(Case subject, Driver driver) throws InterruptedException {
        return subject.exactlyOnce() && subject.threads() == 1
                ? Optional.of(driver.latency(LOW_RATE, settings.latencySeconds()))
                : Optional.empty();
    }
}
